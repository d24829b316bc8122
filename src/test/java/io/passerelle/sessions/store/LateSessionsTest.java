package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.Field;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.Usage;
import io.passerelle.sims.Sim;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server that was cut off tells days of sessions at once (RFC 2866, Acct-Delay-Time). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateSessionsTest {

    private static final int TOGETHER = SessionWriter.HOURS_TOGETHER;

    /** The first of the hours that are told of; all have passed. */
    private final Instant first =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(10 * TOGETHER, ChronoUnit.HOURS);

    private Field field;
    private SessionWriter writer;

    @BeforeAll
    void open() {
        field = new Field();
        writer = field.modules.get(SessionWriter.class);
    }

    @AfterAll
    void close() {
        field.close();
    }

    @Test
    void partsOfABatch_areFewHoursEachInOrderAndHoldEverything() {
        Sim sim = field.card();
        List<SessionRecord> told = new ArrayList<>();
        for (int hour = 3 * TOGETHER; hour >= 0; hour--) { // the newest came first
            told.add(session(sim, hour));
            told.add(session(sim, hour));
        }
        List<List<SessionRecord>> parts = writer.parts(told);
        assertThat(parts).hasSize(4).last().asList().hasSize(2);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(told);
        for (List<SessionRecord> part : parts) {
            assertThat(part).isEqualTo(told.stream().filter(part::contains).toList());
        }
        assertThat(parts.stream().map(List::getFirst)).extracting(SessionRecord::lastAt).isSorted();
        assertThat(writer.parts(List.of())).isEmpty();
    }

    @Test
    void cardsOfHoursThatAreWritten_areFreeWhileTheNextWait() throws Exception {
        Sim early = field.card();
        Sim late = field.card();
        List<SessionRecord> told = new ArrayList<>();
        for (int hour = 0; hour < TOGETHER; hour++) {
            told.add(session(late, TOGETHER + hour));
            told.add(session(early, hour));
        }
        DSLContext dsl = field.modules.database().dsl();
        String hold = "select from sim_activity where sim_id = ? for no key update";
        CompletableFuture<Void> writing =
                dsl.transactionResult(transaction -> {
                    DSLContext somebody = transaction.dsl();
                    somebody.execute(hold, late.id());
                    CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> write(told));
                    eventually(() -> assertThat(somebodyWaits(somebody)).isTrue());
                    somebody.execute(hold + " nowait", early.id());
                    assertThat(sessions(early)).isEqualTo(TOGETHER);
                    assertThat(sessions(late)).isZero();
                    return begun;
                });
        writing.get(20, TimeUnit.SECONDS);
        assertThat(sessions(late)).isEqualTo(TOGETHER);

        write(told); // the node was killed before it noted that all was written
        for (Sim sim : List.of(early, late)) {
            assertThat(sessions(sim)).isEqualTo(TOGETHER);
            assertThat(dayBytes(dsl, sim.id())).isEqualTo(TOGETHER * 3L);
        }
    }

    private void write(List<SessionRecord> told) {
        writer.parts(told).forEach(writer::write);
    }

    private static boolean somebodyWaits(DSLContext dsl) {
        return dsl.fetchExists(DSL.table("pg_locks"), DSL.condition("not granted"));
    }

    private int sessions(Sim sim) {
        return field.modules.database().dsl().fetchCount(SESSION, SESSION.SIM_ID.eq(sim.id()));
    }

    /** What the days' rows of a card hold. */
    private static long dayBytes(DSLContext dsl, UUID card) {
        return dsl.fetchSingle(
                        "select sum(octets_in + octets_out) from usage_card where sim_id = ?", card)
                .get(0, Long.class);
    }

    private SessionRecord session(Sim sim, int hour) {
        Instant end = first.plus(hour, ChronoUnit.HOURS).plusSeconds(1_800);
        var facts =
                new SessionFacts(
                        Ids.next(),
                        sim.id(),
                        sim.organisationId(),
                        field.nas.id(),
                        Addresses.of("127.0.0.1"),
                        "L" + hour,
                        "m2m.example",
                        Addresses.of("10.64.0.9"),
                        "33600000001",
                        "",
                        "",
                        "LTE",
                        "20820",
                        end.minusSeconds(600),
                        600);
        return new SessionRecord(
                facts, new Usage(1, 2, 1, 1), end, end, SessionEndReason.STOP, "User-Request");
    }
}
