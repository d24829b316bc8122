package io.passerelle.sessions;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SIM_ACTIVITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.SteadyClock;
import io.passerelle.sessions.store.SessionWriter;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.sessions.wire.RequestReader;
import io.passerelle.sims.Sim;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Accounting as it arrives, not as it was sent: packets in front of a registry, whose records go in
 * batches into a real database. Time passes, and the machine's clock is set, as the test says.
 */
final class DisorderedNetwork {

    static final Instant T0 = Instant.parse("2026-11-10T12:00:00Z");
    static final int START = 1;
    static final int STOP = 2;
    static final int INTERIM = 3;
    private static final InetAddress BOX = Addresses.of("127.0.0.1");
    private static final AccessPointRules APN =
            new AccessPointRules("m2m.example", List.of(Cidr.of("10.64.0.0/24")), null, 600);
    private static final int BATCH = 100;

    private final Field field;
    private final SessionWriter writer;
    private final List<SessionRecord> unwritten = new ArrayList<>();
    private long nanos;
    private Duration machineSet = Duration.ZERO;
    private final SteadyClock clock =
            new SteadyClock(() -> T0.plusNanos(nanos).plus(machineSet), () -> nanos);
    final SessionRegistry registry = new SessionRegistry(this::append, SessionLimits.USUAL);
    int arrived;

    DisorderedNetwork(Field field) {
        this.field = field;
        this.writer = field.modules.get(SessionWriter.class);
    }

    /**
     * A report as the network access server means it.
     *
     * @param second when it happened, since {@link #T0}
     * @param lasted Acct-Session-Time
     * @param octets from the terminal; it gets twice as many, and a packet for each thousand
     */
    record Report(
            Sim sim,
            String id,
            String address,
            int status,
            long second,
            long lasted,
            long octets) {}

    /** Whether counters go on in Acct-*-Gigawords or begin anew. */
    enum Counters {
        GIGAWORDS,
        WRAPPING
    }

    /** It arrives now; what that is after it happened is in Acct-Delay-Time. */
    void arrives(Report report, Counters counters) {
        arrived++;
        Subscriber card = subscriber(report.sim());
        var packet =
                new RadiusPacket(
                        PacketCode.ACCOUNTING_REQUEST,
                        arrived & 0xff,
                        new byte[16],
                        attributes(report, counters).attributes());
        var envelope = new RequestReader.Envelope(field.nas.id(), BOX, new byte[0], now());
        registry.report(RequestReader.report(packet, envelope).orElseThrow(), card, 600);
    }

    private RadiusPacket.Draft attributes(Report report, Counters counters) {
        RadiusPacket.Draft draft =
                RadiusPacket.draft()
                        .add(Keys.ACCT_STATUS_TYPE, (long) report.status())
                        .add(Keys.ACCT_SESSION_ID, report.id())
                        .add(Keys.ACCT_DELAY_TIME, seconds() - report.second())
                        .add(Keys.ACCT_SESSION_TIME, report.lasted())
                        .add(Keys.FRAMED_IP_ADDRESS, Addresses.of(report.address()))
                        .add(Keys.ACCT_INPUT_OCTETS, report.octets() & 0xffff_ffffL)
                        .add(Keys.ACCT_OUTPUT_OCTETS, 2 * report.octets() & 0xffff_ffffL)
                        .add(Keys.ACCT_INPUT_PACKETS, report.octets() / 1_000)
                        .add(Keys.ACCT_OUTPUT_PACKETS, report.octets() / 500);
        return counters == Counters.WRAPPING
                ? draft
                : draft.add(Keys.ACCT_INPUT_GIGAWORDS, report.octets() >>> 32)
                        .add(Keys.ACCT_OUTPUT_GIGAWORDS, 2 * report.octets() >>> 32);
    }

    /** Accounting-On of the box, at this moment. */
    void restarts() {
        arrived++;
        registry.nasRestarted(
                field.nas.id(), java.util.Set.of(BOX), now(), SessionEndReason.NAS_ON);
    }

    /** Silent sessions are looked for. */
    void sweeps() {
        registry.sweep(now(), T0);
    }

    /** An address for a card that may sign on. */
    Grant promises(Sim sim) {
        return registry.promise(subscriber(sim), field.nas.id(), APN.pools(), a -> false, now());
    }

    void waits(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    void waitsUntil(long second) {
        waits(second - seconds());
    }

    /** Somebody sets the machine's clock; nothing else happens. */
    void setsTheMachinesClock(Duration by) {
        machineSet = machineSet.plus(by);
    }

    private long seconds() {
        return Duration.ofNanos(nanos).toSeconds();
    }

    private Instant now() {
        return clock.instant();
    }

    private static Subscriber subscriber(Sim sim) {
        return new Subscriber(sim.id(), sim.organisationId(), null, null, APN, null, 1, true, true);
    }

    private CompletionStage<Void> append(SessionRecord record) {
        unwritten.add(record);
        if (unwritten.size() >= BATCH) {
            write();
        }
        return CompletableFuture.completedFuture(null);
    }

    private void write() {
        writer.write(List.copyOf(unwritten));
        unwritten.clear();
    }

    /** What the database counts of some cards. */
    record Totals(
            long sessions, long open, long octetsIn, long octetsOut, long packetsIn, long month) {}

    Totals totals(List<Sim> sims) {
        write();
        Condition ours = SESSION.SIM_ID.in(sims.stream().map(Sim::id).toList());
        var sessions =
                field.modules
                        .database()
                        .dsl()
                        .select(
                                DSL.count(),
                                DSL.count().filterWhere(SESSION.ENDED_AT.isNull()),
                                DSL.sum(SESSION.OCTETS_IN),
                                DSL.sum(SESSION.OCTETS_OUT),
                                DSL.sum(SESSION.PACKETS_IN))
                        .from(SESSION)
                        .where(ours)
                        .fetchSingle();
        checkHours(sims, sessions.value3(), sessions.value4());
        BigDecimal month =
                field.modules
                        .database()
                        .dsl()
                        .select(DSL.sum(SIM_ACTIVITY.MONTH_BYTES))
                        .from(SIM_ACTIVITY)
                        .where(SIM_ACTIVITY.SIM_ID.in(sims.stream().map(Sim::id).toList()))
                        .fetchSingle(0, BigDecimal.class);
        return new Totals(
                sessions.value1(),
                sessions.value2(),
                sessions.value3().longValue(),
                sessions.value4().longValue(),
                sessions.value5().longValue(),
                month.longValue());
    }

    /** The hours of some cards are what their sessions carried, hour by hour and in all. */
    private void checkHours(List<Sim> sims, BigDecimal octetsIn, BigDecimal octetsOut) {
        var hours =
                field.modules
                        .database()
                        .dsl()
                        .fetchSingle(
                                """
                                select sum(octets_in), sum(octets_out),
                                    sum((select sum(x) from unnest(hours_in) x)),
                                    sum((select sum(x) from unnest(hours_out) x))
                                from usage_card where sim_id = any (?)
                                """,
                                (Object) sims.stream().map(Sim::id).toArray(UUID[]::new));
        for (int column = 0; column < 4; column++) {
            assertThat(hours.get(column, BigDecimal.class))
                    .isEqualByComparingTo(column % 2 == 0 ? octetsIn : octetsOut);
        }
    }
}
