package io.passerelle.store;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M2M-7, ALL-3: acknowledged from the disk, in the database each once and in order. */
class DiskFirstJournalTest {

    private static final int MORE_THAN_MEMORY_HOLDS = 25_000;

    @TempDir Path folder;

    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private final StoreState state = new StoreState();
    private volatile boolean away;

    @Test
    void databaseThatHangs_keepsNobodyWaitingAndGetsEveryEntryOnce() throws Exception {
        var hang = new CountDownLatch(1);
        try (Journal<Integer> journal =
                journal(
                        1 << 24,
                        entries -> {
                            hang.await();
                            written.addAll(entries);
                        })) {
            for (int i = 0; i < 300; i++) {
                journal.append(i).toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
            assertThat(written).isEmpty();
            assertThat(journal.spooledEntries()).isEqualTo(300);
            hang.countDown();
            eventually(() -> assertThat(journal.spooledEntries()).isZero());
            assertThat(journal.spooledBytes()).isZero();
        }
        assertThat(written).containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
        assertThat(folder).isDirectoryNotContaining("glob:**.spool");
    }

    @Test
    void moreThanMemoryHolds_isReadFromTheDiskInOrder() throws Exception {
        away = true;
        try (Journal<Integer> journal = journal(1 << 24, this::write)) {
            for (int i = 0; i < MORE_THAN_MEMORY_HOLDS; i++) {
                journal.offer(i);
            }
            journal.append(MORE_THAN_MEMORY_HOLDS).toCompletableFuture().get(20, TimeUnit.SECONDS);
            away = false;
            eventually(() -> assertThat(journal.spooledEntries()).isZero());
            journal.append(MORE_THAN_MEMORY_HOLDS + 1)
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            eventually(() -> assertThat(written).hasSize(MORE_THAN_MEMORY_HOLDS + 2));
            assertThat(journal.lost()).isZero();
        }
        assertThat(written)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, MORE_THAN_MEMORY_HOLDS + 1).boxed().toList());
    }

    @Test
    void spoolAtItsLimit_refusesAndTakesAgainWhatThereIsRoomFor() throws Exception {
        away = true;
        try (Journal<Integer> journal = journal(20, this::write)) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            journal.append(2).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThatThrownBy(
                            () -> journal.append(3).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(JournalFull.class);
            assertThat(journal.turnedAway()).isEqualTo(1);
            away = false;
            eventually(() -> assertThat(journal.spooledEntries()).isZero());
            journal.append(4).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertThat(written).containsExactly(1, 2, 4);
    }

    @Test
    void whoMustKnow_waitsForTheDatabase() throws Exception {
        away = true;
        try (Journal<Integer> journal = journal(1 << 24, this::write)) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(journal.awaitWritten(Duration.ofMillis(1))).isFalse();
            away = false;
            assertThat(journal.awaitWritten(Duration.ofSeconds(20))).isTrue();
            assertThat(written).containsExactly(1);
        }
    }

    @Test
    void stopped_leavesNothingToTheNextStart() throws Exception {
        try (Journal<Integer> journal = journal(1 << 24, this::write)) {
            IntStream.range(0, 5_000).forEach(journal::offer);
        }
        assertThat(written).hasSize(5_000);
        try (Journal<Integer> next = journal(1 << 24, this::write)) {
            assertThat(next.spooledEntries()).isZero();
        }
        assertThat(written).hasSize(5_000);
    }

    @Test
    void stoppedWhileAway_theNextStartWritesWhatWasLeft() throws Exception {
        try (Journal<Integer> journal = journal(1 << 24, this::write)) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            eventually(() -> assertThat(written).containsExactly(1));
            away = true;
            journal.append(2).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        away = false;
        try (Journal<Integer> next = journal(1 << 24, this::write)) {
            next.append(3).toCompletableFuture().get(20, TimeUnit.SECONDS);
            eventually(() -> assertThat(written).containsExactly(1, 2, 3));
        }
    }

    private void write(List<Integer> entries) throws SQLException {
        if (away) {
            throw new SQLException("connection refused", "08001");
        }
        written.addAll(entries);
    }

    private Journal<Integer> journal(long spoolBytes, JournalSink<Integer> sink)
            throws IOException {
        var settings =
                new JournalSettings(
                                "test",
                                100_000,
                                100,
                                folder,
                                spoolBytes,
                                Duration.ofSeconds(5),
                                Duration.ofMillis(10),
                                Duration.ofMillis(1))
                        .acknowledgedFromDisk();
        return new Journal<>(settings, JournalCodec.json(Integer.class), sink, state);
    }
}
