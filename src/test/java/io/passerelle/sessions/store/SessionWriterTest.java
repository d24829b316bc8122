package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SIM_ACTIVITY;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import io.passerelle.sessions.Field;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.SessionTurns;
import io.passerelle.sessions.Sessions;
import io.passerelle.sessions.Usage;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.store.JournalCodec;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.PlatformTransactionManager;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionWriterTest {

    private static final Instant T0 = Instant.parse("2026-10-20T12:00:00Z");

    private Field field;
    private SessionWriter writer;
    private Sim sim;
    private SessionFacts facts;
    private int made;

    @BeforeAll
    void open() {
        field = new Field();
        // the days that are told of need not have come
        writer =
                new SessionWriter(
                        field.modules.database().dsl(),
                        field.modules.get(PlatformTransactionManager.class),
                        SessionTurns.UNTOLD,
                        Duration.ofDays(36_500));
    }

    @AfterAll
    void close() {
        field.close();
    }

    @BeforeEach
    void makeCard() {
        sim = field.card();
        facts = facts("10.64.0.9");
    }

    @Test
    void openSession_showsOnItsCard() {
        writer.write(List.of(open(facts, 100, 10)));
        Record card = card();
        assertThat(card.get(SIM_ACTIVITY.SESSION_ID)).isEqualTo(facts.id());
        assertThat(card.get(SIM_ACTIVITY.ADDRESS)).isEqualTo(Addresses.of("10.64.0.9"));
        assertThat(card.get(SIM_ACTIVITY.LAST_RADIUS_AT)).isEqualTo(T0.plusSeconds(100));
        assertThat(card.get(SIM_ACTIVITY.MONTH)).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(card.get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(30);
        LocalDate day = LocalDate.ofInstant(T0, ZoneOffset.UTC);
        assertThat(card.get(SIM_ACTIVITY.DAY)).isEqualTo(day);
        assertThat(card.get(SIM_ACTIVITY.DAY_BYTES)).isEqualTo(30);
        writer.write(List.of(open(facts, 100 + 86_400, 15)));
        assertThat(card().get(SIM_ACTIVITY.DAY)).isEqualTo(day.plusDays(1));
        assertThat(card().get(SIM_ACTIVITY.DAY_BYTES)).isEqualTo(15);
        assertThat(card().get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(45);
    }

    @Test
    void endedSession_leavesItsCard() {
        writer.write(List.of(open(facts, 100, 10)));
        writer.write(List.of(ended(facts, 200, 20, SessionEndReason.STOP)));
        Record card = card();
        assertThat(card.get(SIM_ACTIVITY.SESSION_ID)).isNull();
        assertThat(card.get(SIM_ACTIVITY.ADDRESS)).isNull();
        assertThat(card.get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(60);
    }

    @Test
    void recordsWrittenTwice_countOnce() {
        List<SessionRecord> records =
                List.of(
                        open(facts, 100, 10),
                        open(facts, 200, 20),
                        ended(facts, 300, 30, SessionEndReason.STOP));
        for (SessionRecord record : records) {
            writer.write(List.of(record));
        }
        writer.write(records);
        for (SessionRecord record : records) {
            writer.write(List.of(record));
        }
        assertThat(card().get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(90);
        assertThat(row().get(SESSION.OCTETS_IN)).isEqualTo(30);
        assertThat(row().get(SESSION.ENDED_AT)).isEqualTo(T0.plusSeconds(300));
        assertThat(row().get(SESSION.END_REASON)).isEqualTo("STOP");
    }

    @Test
    void endToldToANodeThatKnowsLess_endsTheSession() {
        writer.write(List.of(open(facts, 300, 30)));
        writer.write(List.of(ended(facts, 100, 299, 10, SessionEndReason.STOP)));
        assertThat(row().get(SESSION.END_REASON)).isEqualTo("STOP");
        assertThat(row().get(SESSION.OCTETS_IN)).isEqualTo(30);
    }

    @Test
    void serverRestartToldToANodeThatKnowsLess_endsWhatWasNotHeardOfSince() {
        writer.write(List.of(open(facts, 300, 30)));
        writer.write(List.of(ended(facts, 100, 200, 10, SessionEndReason.NAS_ON)));
        assertThat(row().get(SESSION.ENDED_AT)).isNull();
        writer.write(List.of(ended(facts, 100, 400, 10, SessionEndReason.NAS_ON)));
        assertThat(row().get(SESSION.END_REASON)).isEqualTo("NAS_ON");
    }

    @Test
    void silenceOnOneNode_isNoEndWhenAnotherHeard() {
        writer.write(List.of(open(facts, 300, 30)));
        writer.write(List.of(ended(facts, 100, 400, 10, SessionEndReason.INTERIMS_MISSED)));
        assertThat(row().get(SESSION.ENDED_AT)).isNull();
    }

    @Test
    void lateRecord_lowersNoCounterAndReopensNothing() {
        writer.write(List.of(ended(facts, 300, 30, SessionEndReason.STOP)));
        writer.write(List.of(open(facts, 400, 10)));
        assertThat(row().get(SESSION.OCTETS_IN)).isEqualTo(30);
        assertThat(row().get(SESSION.ENDED_AT)).isNotNull();
        assertThat(card().get(SIM_ACTIVITY.SESSION_ID)).isNull();
    }

    @Test
    void sessionGivenUpTooEarly_isOpenAgainAndItsReplayEndsTheSame() {
        SessionRecord missed = ended(facts, 100, 300, 10, SessionEndReason.INTERIMS_MISSED);
        List<SessionRecord> story = List.of(open(facts, 100, 10), missed, open(facts, 400, 20));
        story.forEach(record -> writer.write(List.of(record)));
        assertThat(row().get(SESSION.ENDED_AT)).isNull();
        story.forEach(record -> writer.write(List.of(record)));
        assertThat(row().get(SESSION.ENDED_AT)).isNull();
        assertThat(row().get(SESSION.END_REASON)).isNull();
        assertThat(card().get(SIM_ACTIVITY.SESSION_ID)).isEqualTo(facts.id());
    }

    @Test
    void firstRecordOfANewMonth_startsItsCount() {
        writer.write(List.of(open(facts, 100, 10)));
        writer.write(List.of(open(facts, 12 * 86_400, 15)));
        assertThat(card().get(SIM_ACTIVITY.MONTH)).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(card().get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(15);
    }

    @Test
    void replayAcrossAMonthsEnd_countsEachReportInItsOwnMonth() {
        SessionFacts other = facts("10.64.0.14");
        long november = 12 * 86_400;
        List<SessionRecord> spooled =
                List.of(
                        open(facts, 100, 10),
                        open(other, 200, 4),
                        open(facts, november, 15),
                        ended(other, november + 5, 6, SessionEndReason.STOP),
                        open(facts, november + 600, 18));
        writer.write(spooled);
        // 3 × (18 − 10) of the one and 3 × (6 − 4) of the other; 3 × 14 were October's
        assertThat(card().get(SIM_ACTIVITY.MONTH)).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(card().get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(30);
        writer.write(spooled);
        assertThat(card().get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(30);
        assertThat(row().get(SESSION.OCTETS_IN)).isEqualTo(18);
    }

    @Test
    void cardWhoseSessionMoves_showsItsNewAddress() {
        writer.write(List.of(open(facts, 100, 10)));
        SessionFacts moved = at(facts, "10.64.0.15");
        writer.write(List.of(open(moved, 200, 20)));
        assertThat(card().get(SIM_ACTIVITY.ADDRESS)).isEqualTo(Addresses.of("10.64.0.15"));
        assertThat(card().get(SIM_ACTIVITY.SESSION_ID)).isEqualTo(facts.id());
    }

    @Test
    void twoSessionsOfOneCard_addUpAndTheLaterShows() {
        SessionFacts later = facts("10.64.0.10");
        writer.write(List.of(open(facts, 100, 10), open(later, 101, 5)));
        assertThat(card().get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(45);
        writer.write(List.of(ended(later, 200, 5, SessionEndReason.STOP)));
        assertThat(card().get(SIM_ACTIVITY.SESSION_ID)).isEqualTo(facts.id());
    }

    @Test
    void recordOfADeletedServer_isLeftOutAndTheOthersAreWritten() {
        SessionFacts lost = with(facts("10.64.0.11"), Ids.next());
        writer.write(List.of(open(lost, 100, 10), open(facts, 100, 10)));
        assertThat(row().get(SESSION.OCTETS_IN)).isEqualTo(10);
        assertThat(store().byId(lost.id())).isEmpty();
    }

    @Test
    void spooledRecord_comesBackAsItWas() {
        JournalCodec<SessionRecord> codec = JournalCodec.json(SessionRecord.class);
        SessionRecord open = open(facts, 100, 10);
        SessionRecord ended = ended(facts, 100, 10, SessionEndReason.NAS_ON);
        assertThat(codec.decode(codec.encode(open))).isEqualTo(open);
        assertThat(codec.decode(codec.encode(ended))).isEqualTo(ended);
    }

    @Test
    void openSessionsAndRecentOnes_areReadAtStart() {
        SessionFacts other = facts("10.64.0.12");
        SessionFacts old = facts("10.64.0.13");
        writer.write(
                List.of(
                        open(facts, 100, 10),
                        ended(other, 500, 1, SessionEndReason.STOP),
                        ended(old, 10, 1, SessionEndReason.STOP)));
        assertThat(store().openAndEndedSince(T0.plusSeconds(400), 100))
                .extracting(record -> record.facts().id())
                .contains(facts.id(), other.id())
                .doesNotContain(old.id());
    }

    @Test
    void list_showsOpenSessionsOfTheCustomerOnly() {
        writer.write(List.of(open(facts, 100, 10)));
        var listing = field.modules.get(Sessions.class).listing();
        var query =
                ListQuery.ALL.withFilter("open", "true").withFilter("simId", sim.id().toString());
        var mine = new Visible.Organisations(Set.of(field.customer.id()));
        assertThat(listing.page(mine, query, 0, 10))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.iccid()).isEqualTo(sim.iccid());
                    assertThat(session.nasName()).isEqualTo("ggsn1");
                    assertThat(session.address()).isEqualTo(Addresses.of("10.64.0.9"));
                });
        assertThat(listing.count(mine, query)).isOne();
        var others = new Visible.Organisations(Set.of(Ids.next()));
        assertThat(listing.page(others, query, 0, 10)).isEmpty();
    }

    @Test
    void list_isFoundByEveryWordAndSortedByEveryColumn() {
        writer.write(List.of(open(facts, 100, 10)));
        var listing = field.modules.get(Sessions.class).listing();
        var everything = new Visible.Everything();
        for (String word : List.of(sim.iccid(), "10.64.0.9", "A1", "a1")) {
            assertThat(listing.page(everything, ListQuery.ALL.withSearch(word), 0, 100))
                    .extracting(Session::id)
                    .contains(facts.id());
        }
        for (String key : listing.sortKeys()) {
            assertThat(
                            listing.after(everything, ListQuery.ALL.withSort(key, true), null, 5)
                                    .items())
                    .isNotEmpty();
        }
    }

    @Test
    void cardsListedByTheMonthsBytes_countThoseOfEarlierMonthsAsNothing() {
        long now = Duration.between(T0, Instant.now()).toSeconds();
        Sim never = sim;
        sim = field.card();
        writer.write(List.of(open(facts("10.64.0.20"), now - 40 * 86_400, 1_000)));
        Sim early = sim;
        sim = field.card();
        writer.write(List.of(open(facts("10.64.0.21"), now, 10)));
        List<UUID> ours = List.of(sim.id(), early.id(), never.id());
        var query = ListQuery.ALL.withSort("monthBytes", true);
        assertThat(
                        field.modules
                                .get(SimCards.class)
                                .listing()
                                .page(new Visible.Everything(), query, 0, 500))
                .filteredOn(card -> ours.contains(card.id()))
                .extracting(Sim::id, Sim::monthBytes)
                .containsExactly(
                        tuple(sim.id(), 30L), tuple(early.id(), 0L), tuple(never.id(), 0L));
    }

    @Test
    void openSessionsByLabel_followTheirCardsAlsoThoseThatOpenAgain() {
        SessionFacts first = labelled("Borne", "10.64.0.30");
        SessionFacts second = labelled("Albert", "10.64.0.31");
        SessionFacts third = labelled("Caisse", "10.64.0.32");
        List<SessionFacts> all = List.of(first, second, third);
        all.forEach(each -> writer.write(List.of(open(each, 100, 10))));
        assertThat(byLabel(all, "true")).containsExactly(second.id(), first.id(), third.id());

        label(second, "Zoé");
        assertThat(byLabel(all, "true")).containsExactly(first.id(), third.id(), second.id());

        writer.write(List.of(ended(first, 100, 300, 10, SessionEndReason.INTERIMS_MISSED)));
        label(first, "Xavier");
        assertThat(byLabel(all, "true")).containsExactly(third.id(), second.id());
        assertThat(byLabel(all, "false")).containsExactly(first.id());
        writer.write(List.of(open(first, 400, 20)));
        assertThat(byLabel(all, "true")).containsExactly(third.id(), first.id(), second.id());
    }

    private SessionFacts labelled(String label, String address) {
        sim = field.card();
        SessionFacts made = facts(address);
        label(made, label);
        return made;
    }

    private void label(SessionFacts of, String label) {
        field.modules
                .database()
                .dsl()
                .execute("update sim set label = ? where id = ?", label, of.simId());
    }

    /** In pieces of one, as a cursor goes. */
    private List<UUID> byLabel(List<SessionFacts> ours, String open) {
        ListQuery query = ListQuery.ALL.withFilter("open", open).withSort("label", false);
        List<UUID> cards = ours.stream().map(SessionFacts::simId).toList();
        List<UUID> found = new ArrayList<>();
        String cursor = null;
        do {
            Slice<Session> slice =
                    store().listing().after(new Visible.Everything(), query, cursor, 1);
            slice.items().stream()
                    .filter(session -> cards.contains(session.simId()))
                    .forEach(session -> found.add(session.id()));
            cursor = slice.next();
        } while (cursor != null);
        return found;
    }

    private SessionStore store() {
        return field.modules.get(SessionStore.class);
    }

    @Test
    void cards_areLockedInTheOrderOfIds_soThatWritersNeverWaitCrosswise() throws Exception {
        SessionFacts low = facts;
        sim = field.card();
        SessionFacts high = facts("10.64.0.10");
        writer.write(List.of(open(low, 100, 10)));
        long monthBefore = -40L * 86_400; // the months are written one after the other
        CompletableFuture<Void> write =
                field.modules
                        .database()
                        .dsl()
                        .transactionResult(transaction -> {
                            DSLContext other = transaction.dsl();
                            String lock = "select from sim_activity where sim_id = ? for update";
                            other.execute(lock, low.simId());
                            CompletableFuture<Void> begun =
                                    CompletableFuture.runAsync(() ->
                                            writer.write(
                                                    List.of(
                                                            open(high, monthBefore, 10),
                                                            open(low, 200, 20))));
                            eventually(() ->
                                    assertThat(
                                                    other.fetchExists(
                                                            DSL.table("pg_locks"),
                                                            DSL.condition("not granted")))
                                            .isTrue());
                            other.execute(lock + " nowait", high.simId());
                            return begun;
                        });
        write.get(10, TimeUnit.SECONDS);
        assertThat(card().get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(30);
    }

    private Record card() {
        return field.modules
                .database()
                .dsl()
                .selectFrom(SIM_ACTIVITY)
                .where(SIM_ACTIVITY.SIM_ID.eq(sim.id()))
                .fetchSingle();
    }

    private Record row() {
        return field.modules
                .database()
                .dsl()
                .selectFrom(SESSION)
                .where(SESSION.ID.eq(facts.id()))
                .fetchSingle();
    }

    private SessionFacts facts(String address) {
        return new SessionFacts(
                Ids.next(),
                sim.id(),
                sim.organisationId(),
                field.nas.id(),
                Addresses.of("127.0.0.1"),
                "A1",
                "m2m.example",
                Addresses.of(address),
                "33600000001",
                "",
                "",
                "LTE",
                "20820",
                T0.plusMillis(++made),
                600);
    }

    private static SessionFacts with(SessionFacts facts, UUID nas) {
        return with(facts, nas, facts.address());
    }

    private static SessionFacts at(SessionFacts facts, String address) {
        return with(facts, facts.nasId(), Addresses.of(address));
    }

    private static SessionFacts with(SessionFacts facts, UUID nas, @Nullable InetAddress address) {
        return new SessionFacts(
                facts.id(),
                facts.simId(),
                facts.organisationId(),
                nas,
                facts.nasAddress(),
                facts.acctSessionId(),
                facts.accessPoint(),
                address,
                facts.msisdn(),
                facts.imsi(),
                facts.imeisv(),
                facts.radio(),
                facts.visitedNetwork(),
                facts.startedAt(),
                facts.interimSeconds());
    }

    private static SessionRecord open(SessionFacts facts, long last, long octets) {
        return new SessionRecord(facts, usage(octets), T0.plusSeconds(last), null, null, "");
    }

    private static SessionRecord ended(
            SessionFacts facts, long at, long octets, SessionEndReason reason) {
        return ended(facts, at, at, octets, reason);
    }

    private static SessionRecord ended(
            SessionFacts facts, long last, long at, long octets, SessionEndReason reason) {
        return new SessionRecord(
                facts, usage(octets), T0.plusSeconds(last), T0.plusSeconds(at), reason, "");
    }

    private static Usage usage(long octets) {
        return new Usage(octets, 2 * octets, 1, 2);
    }
}
