package io.passerelle.store;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir Path spool;

    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final StoreState state = new StoreState();
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
        var tiny = settings("tiny", 20);
        try (var journal =
                new Journal<>(tiny, JournalCodec.json(Integer.class), this::write, state)) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            journal.append(2).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThatThrownBy(
                            () -> journal.append(3).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(JournalFull.class);
            assertThat(journal.turnedAway()).isEqualTo(1);
            assertThat(journal.lost()).isZero(); // its sender has it
            journal.offer(4);
            eventually(() -> assertThat(journal.lost()).isEqualTo(1));
            away = false;
            eventually(() -> assertThat(written).containsExactly(1, 2));
        }
    }

    @Test
    void databaseHangs_entriesAreAcknowledgedFromDiskAndNoneIsLostOrOvertaken() throws Exception {
        var hang = new CountDownLatch(1);
        var hung = new CountDownLatch(1);
        try (Journal<Integer> journal =
                journal(entries -> {
                    hung.countDown();
                    hang.await();
                    write(entries);
                })) {
            CompletableFuture<Void> stuck = journal.append(0).toCompletableFuture();
            hung.await();
            stuck.get(20, TimeUnit.SECONDS);
            for (int i = 1; i < 300; i++) {
                journal.append(i).toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
            assertThat(written).isEmpty();
            assertThat(journal.spooledEntries()).isEqualTo(300);
            hang.countDown();
            eventually(() -> assertThat(journal.spooledEntries()).isZero());
            assertThat(journal.replayed()).isEqualTo(300);
        }
        // what hung was committed after all, and is written again: sinks are idempotent
        assertThat(written.getFirst()).isZero();
        assertThat(written.subList(1, written.size()))
                .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void databaseHangsAndMemoryFills_diskIsAskedBeforeThePatienceIsOver() throws Exception {
        var hang = new CountDownLatch(1);
        var settings =
                new JournalSettings(
                        "test",
                        100,
                        10,
                        spool,
                        1 << 20,
                        Duration.ofMinutes(1),
                        Duration.ofMillis(10),
                        Duration.ZERO);
        try (var journal =
                new Journal<Integer>(
                        settings,
                        JournalCodec.json(Integer.class),
                        entries -> {
                            hang.await();
                            write(entries);
                        },
                        state)) {
            CompletableFuture<Void> first = journal.append(0).toCompletableFuture();
            for (int i = 1; i <= 60; i++) {
                journal.offer(i);
            }
            first.get(20, TimeUnit.SECONDS);
            hang.countDown();
            eventually(() -> assertThat(written).contains(60));
            assertThat(journal.lost()).isZero();
        }
    }

    @Test
    void batchThatTakesForever_isAnOutageUntilItIsThrough() throws Exception {
        var hang = new CountDownLatch(1);
        try (Journal<Integer> journal =
                journal(entries -> {
                    hang.await();
                    write(entries);
                })) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            eventually(() ->
                    assertThat(state.outage().orElseThrow().kind())
                            .isEqualTo(StoreState.Kind.NOT_WRITING));
            hang.countDown();
            eventually(() -> assertThat(state.outage()).isEmpty());
        }
    }

    @Test
    void trafficThatNeverPauses_leavesTheDiskAgainAndKeepsItsOrder() throws Exception {
        away = true;
        try (Journal<Integer> journal = journal(this::write)) {
            int next = 0;
            while (next < 2_000 || journal.spooledEntries() > 0) {
                journal.append(next++).toCompletableFuture().get(20, TimeUnit.SECONDS);
                away = next < 1_000;
            }
            journal.append(next).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(written)
                    .containsExactlyElementsOf(IntStream.rangeClosed(0, next).boxed().toList());
        }
    }

    @Test
    void entryOfTheSpoolThatTheDatabaseRefuses_isKeptInAFileAndTheOthersAreWritten()
            throws Exception {
        away = true;
        try (Journal<Integer> journal =
                journal(entries -> {
                    if (!away && entries.contains(13)) {
                        throw new SQLException("no thirteen", "23514");
                    }
                    write(entries);
                })) {
            for (int i = 10; i < 20; i++) {
                journal.append(i).toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
            away = false;
            eventually(() -> assertThat(journal.spooledEntries()).isZero());
            assertThat(journal.lost()).isEqualTo(1);
        }
        assertThat(written).containsExactly(10, 11, 12, 14, 15, 16, 17, 18, 19);
        assertThat(spool.resolve("test.refused")).content().contains("no thirteen").contains("13");
    }

    @Test
    void stoppedWhileTheDatabaseHangs_endsAndTheNextStartWritesEverything() throws Exception {
        var hang = new CountDownLatch(1);
        Journal<Integer> journal =
                journal(entries -> {
                    hang.await();
                    throw new SQLException("cut off", "08006");
                });
        CompletableFuture<Void> first = journal.append(1).toCompletableFuture();
        journal.offer(2);
        journal.close();
        first.get(20, TimeUnit.SECONDS);
        hang.countDown();
        try (Journal<Integer> next = journal(this::write)) {
            eventually(() -> assertThat(written).containsExactly(1, 2));
            assertThat(next.lost()).isZero();
        }
    }

    @Test
    void fullSpoolDisk_acknowledgesNothingItHasNotAndGoesOnWhenThereIsRoom() throws Exception {
        away = true;
        try (SmallDisk disk = SmallDisk.of(spool, 64 * 1024)) {
            var settings =
                    new JournalSettings(
                            "test",
                            10_000,
                            100,
                            disk.folder(),
                            1 << 20,
                            Duration.ofMillis(200),
                            Duration.ofMillis(10),
                            Duration.ZERO);
            List<Integer> acknowledged = new ArrayList<>();
            try (var journal =
                    new Journal<>(settings, JournalCodec.json(Integer.class), this::write, state)) {
                Path filler = Files.write(disk.folder().resolve("filler"), new byte[56 * 1024]);
                for (int i = 0; i < 3_000; i++) {
                    int entry = i;
                    if (i == 2_000) {
                        assertThat(acknowledged).hasSizeBetween(1, 1_999);
                        Files.delete(filler);
                    }
                    journal.append(entry)
                            .toCompletableFuture()
                            .thenRun(() -> acknowledged.add(entry))
                            .exceptionally(refused -> null)
                            .get(20, TimeUnit.SECONDS);
                }
                assertThat(journal.turnedAway()).isEqualTo(3_000 - acknowledged.size());
                away = false;
                eventually(() -> assertThat(journal.spooledEntries()).isZero());
            }
            assertThat(acknowledged).contains(0, 2_000, 2_999);
            assertThat(written).containsExactlyElementsOf(acknowledged);
        }
    }

    @Test
    void deadlock_isTriedAgainAndIsNoOutage() throws Exception {
        var attempts = new AtomicInteger();
        try (Journal<Integer> journal =
                journal(entries -> {
                    if (attempts.incrementAndGet() < 4) {
                        throw new SQLException("deadlock detected", "40P01");
                    }
                    write(entries);
                })) {
            journal.append(1).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(state.outage()).isEmpty();
            eventually(() -> assertThat(written).containsExactly(1));
            assertThat(journal.lost()).isZero();
        }
    }

    private void write(List<Integer> entries) throws SQLException {
        if (away) {
            throw new SQLException("connection refused", "08001");
        }
        batches.add(entries.size());
        written.addAll(entries);
    }

    @Test
    void aBurstWhileOneWaitsForCompany_isTakenBeforeMemoryIsFull() throws Exception {
        JournalSettings patient =
                new JournalSettings(
                                "test",
                                100,
                                100,
                                spool,
                                1 << 20,
                                Duration.ofSeconds(5),
                                Duration.ofMillis(10),
                                Duration.ZERO)
                        .gathering(Duration.ofHours(1), 1_000);
        try (Journal<Integer> journal =
                new Journal<>(patient, JournalCodec.json(Integer.class), this::write, state)) {
            for (int sent = 0; sent < 400; sent += 40) {
                int from = sent;
                IntStream.range(from, from + 40).forEach(journal::offer);
                eventually(() -> assertThat(written).hasSize(from + 40));
            }
            assertThat(journal.lost()).isZero();
        }
    }

    private Journal<Integer> journal(JournalSink<Integer> sink) throws IOException {
        return new Journal<>(
                settings("test", 1 << 20), JournalCodec.json(Integer.class), sink, state);
    }

    private JournalSettings settings(String name, long spoolBytes) {
        return new JournalSettings(
                name,
                10_000,
                100,
                spool,
                spoolBytes,
                Duration.ofMillis(200),
                Duration.ofMillis(10),
                Duration.ZERO);
    }
}
