package io.passerelle.sessions;

import static io.passerelle.sessions.Reports.at;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.StartReport;
import io.passerelle.nodes.Nodes;
import io.passerelle.sessions.store.SessionLookups;
import io.passerelle.sessions.store.SessionStore;
import io.passerelle.sessions.store.SessionWriter;
import io.passerelle.sims.SimDirectory;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.StoreState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are taken over while other nodes go on. */
class SessionTakeoverTest {

    private static final UUID NAS = Ids.next();

    private static Field field;

    private final List<SessionRecord> journal = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch databaseTakes = new CountDownLatch(1);

    @TempDir Path spool;

    @BeforeAll
    static void open() {
        field = new Field();
    }

    @AfterAll
    static void close() {
        field.close();
    }

    @Test
    void rowsAndNewsOfTheSameSessionsArriveTogether_eachIsTakenOverOnce() throws Exception {
        List<SessionRecord> rows = new ArrayList<>();
        List<SessionRecord> news = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            var here = Reports.of(Reports.sim(1), NAS, "N" + i, address(i));
            SessionRecord row = recorded(here.start(100), here.sim());
            rows.add(row);
            news.add(i % 2 == 0 ? row : stopped(row));
            if (i % 6 == 0) { // a kill left an earlier one at its address
                var ghost = Reports.of(Reports.sim(1), NAS, "G" + i, address(i));
                rows.add(recorded(ghost.start(0), ghost.sim()));
            }
        }
        Collections.shuffle(rows, new Random(7));
        var next = new SessionRegistry(this::append, SessionLimits.USUAL);
        Thread others = Thread.ofPlatform().start(() -> next.follow(news, card -> 1));
        for (int from = 0; from < rows.size(); from += 100) {
            next.load(rows.subList(from, Math.min(rows.size(), from + 100)));
        }
        others.join();
        assertThat(next.count()).isEqualTo(1_000);
        assertThat(next.openIds()).doesNotHaveDuplicates();
        for (int i = 0; i < 2_000; i++) {
            OnlineSession there = next.at(Addresses.of(address(i)));
            assertThat(there != null).as(address(i)).isEqualTo(i % 2 == 0);
        }
        assertThat(journal)
                .as("each of the earlier ones is ended once")
                .hasSize(334)
                .allMatch(record -> record.reason() == SessionEndReason.ADDRESS_REUSED)
                .extracting(record -> record.facts().id())
                .doesNotHaveDuplicates();
    }

    @Test
    void nodeAheadThatHearsOfItsSessionsRivalAndEndTogether_letsTheRivalLive() {
        Subscriber sim = Reports.sim(1);
        var own = Reports.of(sim, NAS, "A1", address(1));
        var ahead = new SessionRegistry(this::append, SessionLimits.USUAL);
        ahead.report(own.start(600), sim, 600);
        SessionRecord mine = journal.getFirst();
        journal.clear();
        var other = Reports.of(sim, NAS, "B1", address(1));
        SessionRecord rival = recorded(other.start(60), sim);
        ahead.follow(List.of(rival, replaced(mine)), card -> 1);
        assertThat(ahead.openIds()).containsExactly(rival.facts().id());
        assertThat(journal).as("nothing more was ended").isEmpty();
    }

    @Test
    void whatTheLastRunSpooled_isWaitedFor() throws Exception {
        try (Journal<SessionRecord> spooled = spooling(openOfACard("10.64.0.1"))) {
            var next = new SessionRegistry(spooled::append, SessionLimits.USUAL);
            SessionUpkeep upkeep = upkeep(spooled, next, Duration.ofMinutes(1));
            upkeep.afterPropertiesSet();
            var started = CompletableFuture.runAsync(upkeep::start);
            // who does not wait has read by now
            field.modules.get(SessionStore.class).openAndEndedSince(at(0), 1);
            assertThat(started).isNotDone();
            databaseTakes.countDown();
            started.get(20, TimeUnit.SECONDS);
            upkeep.stop();
            assertThat(next.at(Addresses.of("10.64.0.1"))).isNotNull();
        }
    }

    @Test
    void whatIsWrittenOnlyAfterTheStart_isTakenOverThen() throws Exception {
        SessionRecord stopsInTheSpool = openOfACard("10.64.0.2");
        field.modules.get(SessionWriter.class).write(List.of(stopsInTheSpool));
        try (Journal<SessionRecord> spooled =
                spooling(stopped(stopsInTheSpool), openOfACard("10.64.0.3"))) {
            var next = new SessionRegistry(spooled::append, SessionLimits.USUAL);
            SessionUpkeep upkeep = upkeep(spooled, next, Duration.ofMillis(1));
            upkeep.afterPropertiesSet();
            upkeep.start();
            assertThat(next.at(Addresses.of("10.64.0.2"))).isNotNull();
            assertThat(next.at(Addresses.of("10.64.0.3"))).isNull();
            databaseTakes.countDown();
            eventually(() -> {
                upkeep.readNews();
                assertThat(next.at(Addresses.of("10.64.0.2"))).isNull();
                assertThat(next.at(Addresses.of("10.64.0.3"))).isNotNull();
            });
            upkeep.stop();
        }
    }

    @Test
    void readingThatFails_endsTheStart() throws Exception {
        DSLContext dsl = field.modules.get(DSLContext.class);
        dsl.execute("alter table session rename to gone");
        try (Journal<SessionRecord> nothing = spooling()) {
            var next = new SessionRegistry(nothing::append, SessionLimits.USUAL);
            SessionUpkeep upkeep = upkeep(nothing, next, Duration.ofMinutes(1));
            upkeep.afterPropertiesSet();
            assertThatThrownBy(upkeep::start).hasMessageContaining("session");
            assertThat(upkeep.isRunning()).isFalse();
        } finally {
            dsl.execute("alter table gone rename to session");
        }
    }

    /** Has taken these, and the database takes them when it is told to. */
    private Journal<SessionRecord> spooling(SessionRecord... records) throws Exception {
        SessionWriter writer = field.modules.get(SessionWriter.class);
        var all =
                new Journal<>(
                        new JournalSettings(
                                "sessions",
                                1_000,
                                100,
                                spool,
                                1_000_000,
                                Duration.ofSeconds(2),
                                Duration.ofMillis(10),
                                Duration.ZERO,
                                true),
                        JournalCodec.json(SessionRecord.class),
                        (List<SessionRecord> entries) -> {
                            databaseTakes.await();
                            writer.write(entries);
                        },
                        field.modules.get(StoreState.class));
        for (SessionRecord record : records) {
            all.append(record).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        return all;
    }

    private static SessionUpkeep upkeep(
            Journal<SessionRecord> spooled, SessionRegistry next, Duration standstill) {
        SessionStore store = field.modules.get(SessionStore.class);
        SessionLookups lookups = field.modules.get(SessionLookups.class);
        SessionsSettings settings = SessionsSettings.usual();
        var news =
                new SessionNews(
                        lookups,
                        store,
                        next,
                        field.modules.get(SimDirectory.class),
                        settings,
                        field.modules.get(ChangeFeed.class),
                        field.modules.get(LiveTopics.class));
        return new SessionUpkeep(
                store,
                next,
                settings,
                spooled,
                news,
                lookups,
                field.modules.get(Nodes.class),
                new StartReport(),
                standstill);
    }

    private static SessionRecord openOfACard(String address) {
        Subscriber card =
                new Subscriber(
                        field.card().id(),
                        field.customer.id(),
                        null,
                        null,
                        Reports.APN,
                        null,
                        1,
                        true,
                        true);
        return recorded(Reports.of(card, field.nas.id(), "S" + address, address).start(100), card);
    }

    private static SessionRecord replaced(SessionRecord row) {
        return new SessionRecord(
                row.facts(), row.usage(), at(60), at(60), SessionEndReason.SIM_REUSED, "");
    }

    private static String address(int i) {
        return "10.70." + i / 250 + "." + (i % 250 + 1);
    }

    private static SessionRecord stopped(SessionRecord row) {
        return new SessionRecord(
                row.facts(), row.usage(), at(200), at(200), SessionEndReason.STOP, "");
    }

    private static SessionRecord recorded(AccountingReport report, Subscriber sim) {
        return SessionRecord.of(
                new SessionState.Open(
                        SessionFacts.first(Ids.next(), report, sim, 600), Usage.NONE, report.at()));
    }

    private CompletionStage<Void> append(SessionRecord record) {
        journal.add(record);
        return CompletableFuture.completedFuture(null);
    }
}
