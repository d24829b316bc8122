package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SIM_ACTIVITY;
import static io.passerelle.store.db.Tables.USAGE_CARD;
import static io.passerelle.store.db.Tables.USAGE_TOLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.Field;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.Usage;
import io.passerelle.sims.Sim;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A clock that was ahead hides nothing of what comes after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClocksAheadTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(31);

    private Field field;
    private SessionWriter writer;
    private DSLContext dsl;
    private Sim sim;

    @BeforeAll
    void open() {
        field = new Field();
        writer = field.modules.get(SessionWriter.class);
        dsl = field.modules.database().dsl();
    }

    @AfterAll
    void close() {
        field.close();
    }

    @BeforeEach
    void makeCard() {
        sim = field.card();
    }

    @Test
    void reportsOfANodeAMonthAhead_areOfTheLatestDayThatIsBelieved() {
        LocalDate day = dayIn(NotAhead.TOLERATED);
        Instant latest = now().plus(NotAhead.TOLERATED);
        Instant wrong = now().plus(MONTH);
        SessionFacts ahead = facts(wrong);
        SessionFacts right = facts(now());
        writer.write(List.of(open(ahead, wrong.plusSeconds(60), 10), open(right, latest, 1)));
        writer.write(List.of(open(right, latest, 2)));
        writer.write(List.of(ended(ahead, wrong.plusSeconds(90), 20)));
        writer.write(List.of(ended(ahead, wrong.plusSeconds(90), 20)));

        assertOf(day, 3 * 22L);
        assertThat(dsl.selectFrom(USAGE_CARD).where(USAGE_CARD.SIM_ID.eq(sim.id())).fetch())
                .singleElement()
                .satisfies(used -> {
                    assertThat(used.getDay()).isEqualTo(day);
                    assertThat(used.getOctetsIn() + used.getOctetsOut()).isEqualTo(66);
                });
        Instant after = now().plus(NotAhead.TOLERATED);
        assertThat(dsl.fetchExists(USAGE_TOLD, USAGE_TOLD.HOUR.gt(after))).isFalse();
        Record session = session(ahead);
        assertThat(session.get(SESSION.STARTED_AT)).isBefore(now().plus(NotAhead.TOLERATED));
        assertThat(session.get(SESSION.LAST_AT)).isBefore(now().plus(NotAhead.TOLERATED));
        assertThat(session.get(SESSION.ENDED_AT)).isBefore(now().plus(NotAhead.TOLERATED));
    }

    @Test
    void clockAheadByLittle_isBelieved() {
        Instant soon = now().plus(NotAhead.TOLERATED).minusSeconds(60);
        writer.write(List.of(open(facts(now()), soon, 10)));
        assertThat(card().get(SIM_ACTIVITY.LAST_RADIUS_AT)).isEqualTo(soon);
    }

    @Test
    void signOnOfANodeADayAhead_wasHeardNoLaterThanIsBelieved() {
        field.modules.get(AuthenticationWriter.class).write(List.of(signOn(now().plus(DAY))));
        assertThat(card().get(SIM_ACTIVITY.LAST_RADIUS_AT))
                .isBetween(now(), now().plus(NotAhead.TOLERATED));
    }

    @Test
    void clockThatDriftsBeyondWhatIsBelieved_putsNoRecordBeforeAnEarlierOne() {
        Instant believed = now().plus(NotAhead.TOLERATED).minusSeconds(60);
        Instant beyond = believed.plusSeconds(360);
        SessionFacts facts = facts(believed);
        SessionFacts moved = at(facts, "10.64.0.7");
        writer.write(List.of(open(facts, believed, 10)));
        writer.write(List.of(open(facts, believed.plusSeconds(1), 11), open(moved, beyond, 20)));
        assertThat(session(facts).get(SESSION.ADDRESS)).isEqualTo(moved.address());

        SessionFacts brief = facts(believed);
        writer.write(List.of(open(brief, believed, 10), ended(brief, beyond, 20)));
        Record ended = session(brief);
        assertThat(ended.get(SESSION.ENDED_AT)).isAfter(believed);
        assertThat(ended.get(SESSION.LAST_AT)).isAfter(believed);
        assertThat(ended.get(SESSION.STARTED_AT)).isEqualTo(believed);
    }

    @Test
    void cardHeardWhileTheDatabaseWasAheadToo_isPutRightFromItsHours() {
        LocalDate today = dayIn(Duration.ZERO);
        SessionFacts heard = facts(now());
        writer.write(List.of(open(heard, now(), 10)));
        dsl.execute(
                "update sim_activity set last_radius_at = now() + interval '40 days', day ="
                        + " current_date + 40, day_bytes = 7, month = date_trunc('month',"
                        + " current_date + 40), month_bytes = 7 where sim_id = ?",
                sim.id());
        dsl.execute(
                "update session set last_at = now() + interval '40 days' where id = ?", heard.id());
        writer.write(List.of(open(heard, now(), 20)));
        assertThat(card().get(SIM_ACTIVITY.DAY_BYTES)).as("hidden").isEqualTo(7);

        MisdatedCards misdated = field.modules.get(MisdatedCards.class);
        assertThat(misdated.repairSome()).isOne();
        assertThat(misdated.repairSome()).isZero();
        assertOf(today, 60);
        assertThat(session(heard).get(SESSION.LAST_AT)).isBeforeOrEqualTo(now());
        writer.write(List.of(open(heard, now(), 30)));
        assertOf(today, 90);
    }

    private void assertOf(LocalDate day, long bytes) {
        Record card = card();
        assertThat(card.get(SIM_ACTIVITY.DAY)).isEqualTo(day);
        assertThat(card.get(SIM_ACTIVITY.DAY_BYTES)).isEqualTo(bytes);
        assertThat(card.get(SIM_ACTIVITY.MONTH)).isEqualTo(day.withDayOfMonth(1));
        assertThat(card.get(SIM_ACTIVITY.MONTH_BYTES)).isEqualTo(bytes);
        assertThat(card.get(SIM_ACTIVITY.LAST_RADIUS_AT)).isBefore(now().plus(NotAhead.TOLERATED));
    }

    private Record card() {
        return dsl.selectFrom(SIM_ACTIVITY).where(SIM_ACTIVITY.SIM_ID.eq(sim.id())).fetchSingle();
    }

    private Record session(SessionFacts facts) {
        return dsl.selectFrom(SESSION).where(SESSION.ID.eq(facts.id())).fetchSingle();
    }

    /** The database's day in a while, asked for once: midnight may come before a test's end. */
    private LocalDate dayIn(Duration ahead) {
        return dsl.fetchSingle("select now()")
                .get(0, OffsetDateTime.class)
                .plus(ahead)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDate();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private SessionFacts facts(Instant begun) {
        UUID id = Ids.next();
        return new SessionFacts(
                id,
                sim.id(),
                sim.organisationId(),
                field.nas.id(),
                Addresses.of("127.0.0.1"),
                id.toString(),
                "m2m.example",
                null,
                "33600000001",
                "",
                "",
                "LTE",
                "20820",
                begun,
                600);
    }

    private static SessionFacts at(SessionFacts facts, String address) {
        return new SessionFacts(
                facts.id(),
                facts.simId(),
                facts.organisationId(),
                facts.nasId(),
                facts.nasAddress(),
                facts.acctSessionId(),
                facts.accessPoint(),
                Addresses.of(address),
                facts.msisdn(),
                facts.imsi(),
                facts.imeisv(),
                facts.radio(),
                facts.visitedNetwork(),
                facts.startedAt(),
                facts.interimSeconds());
    }

    private static SessionRecord open(SessionFacts facts, Instant last, long octets) {
        return record(facts, last, octets, null, null);
    }

    private static SessionRecord ended(SessionFacts facts, Instant last, long octets) {
        return record(facts, last, octets, last, SessionEndReason.STOP);
    }

    private static SessionRecord record(
            SessionFacts facts,
            Instant last,
            long octets,
            @Nullable Instant ended,
            @Nullable SessionEndReason reason) {
        var usage = new Usage(octets, 2 * octets, 1, 2);
        return new SessionRecord(facts, usage, last, ended, reason, "");
    }

    private Authentication signOn(Instant at) {
        return new Authentication(
                Ids.next(),
                at,
                field.nas.id(),
                Addresses.of("127.0.0.1"),
                sim.id(),
                sim.organisationId(),
                "name@example",
                "33600000001",
                "",
                "m2m.example",
                AuthenticationMethod.PAP,
                true,
                AuthenticationReason.ACCEPTED,
                null,
                null,
                "");
    }
}
