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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir Path spool;

    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean away;

    @Test
    void manyEntries_shareFewCommitsAndKeepTheirOrder() throws Exception {
        var hold = new CountDownLatch(1);
        try (Journal<Integer> journal =
                journal(entries -> {
                    hold.await();
                    write(entries);
                })) {
            var last =
                    IntStream.range(0, 5_000)
                            .mapToObj(journal::append)
                            .toList()
                            .getLast()
                            .toCompletableFuture();
            assertThat(last).isNotDone();
            hold.countDown();
            last.get(20, TimeUnit.SECONDS);
        }
        assertThat(written).containsExactlyElementsOf(IntStream.range(0, 5_000).boxed().toList());
        assertThat(batches)
                .hasSizeLessThan(60); // 100 a batch, and the first waited alone or with few
    }

    @Test
    void databaseAway_entriesAreDurableOnDiskAndWrittenInOrderWhenItIsBack() throws Exception {
        away = true;
        try (Journal<Integer> journal = journal(this::write)) {
            for (int i = 0; i < 300; i++) {
                journal.append(i).toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
            assertThat(written).isEmpty();
            assertThat(journal.spooledBytes()).isPositive();
            away = false;
            journal.append(300).toCompletableFuture().get(20, TimeUnit.SECONDS);
            eventually(() -> {
                assertThat(written).hasSize(301);
                assertThat(journal.spooledBytes()).isZero();
            });
        }
        assertThat(written)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 300).boxed().toList());
    }

    @Test
    void stoppedWhileAway_theNextStartWritesWhatWasLeft() throws Exception {
        away = true;
        try (Journal<Integer> journal = journal(this::write)) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            journal.offer(2);
        }
        away = false;
        try (Journal<Integer> next = journal(this::write)) {
            next.append(3).toCompletableFuture().get(20, TimeUnit.SECONDS);
            eventually(() -> assertThat(written).containsExactly(1, 2, 3));
        }
    }

    @Test
    void entryTheDatabaseRefuses_isToldAndBlocksNobody() throws Exception {
        try (Journal<Integer> journal =
                journal(entries -> {
                    if (entries.contains(13)) {
                        throw new SQLException("no thirteen", "23514");
                    }
                    write(entries);
                })) {
            CompletableFuture<Void> before = journal.append(12).toCompletableFuture();
            CompletableFuture<Void> refused = journal.append(13).toCompletableFuture();
            CompletableFuture<Void> after = journal.append(14).toCompletableFuture();
            before.get(20, TimeUnit.SECONDS);
            after.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> refused.get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("no thirteen");
            assertThat(journal.lost()).isEqualTo(1);
        }
        assertThat(written).containsExactly(12, 14);
    }

    @Test
    void fullSpool_refusesInsteadOfPretending() throws Exception {
        away = true;
        var tiny = new JournalSettings("tiny", 10, 10, spool, 20, Duration.ofMillis(10));
        try (var journal =
                new Journal<>(
                        tiny, JournalCodec.json(Integer.class), this::write, new StoreState())) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            journal.append(2).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThatThrownBy(
                            () -> journal.append(3).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(JournalFull.class);
        }
    }

    private void write(List<Integer> entries) throws SQLException {
        if (away) {
            throw new SQLException("connection refused", "08001");
        }
        batches.add(entries.size());
        written.addAll(entries);
    }

    private Journal<Integer> journal(JournalSink<Integer> sink) throws IOException {
        var settings =
                new JournalSettings("test", 10_000, 100, spool, 1 << 20, Duration.ofMillis(10));
        return new Journal<>(settings, JournalCodec.json(Integer.class), sink, new StoreState());
    }
}
