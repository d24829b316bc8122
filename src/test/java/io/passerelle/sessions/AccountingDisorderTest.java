package io.passerelle.sessions;

import static io.passerelle.sessions.DisorderedNetwork.INTERIM;
import static io.passerelle.sessions.DisorderedNetwork.START;
import static io.passerelle.sessions.DisorderedNetwork.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sessions.DisorderedNetwork.Counters;
import io.passerelle.sessions.DisorderedNetwork.Report;
import io.passerelle.sessions.DisorderedNetwork.Totals;
import io.passerelle.sims.Sim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Totals that are exact whatever becomes of the reports on their way (RFC 2866 section 1.1, RFC
 * 2869 section 5.1). Each test says what it counted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountingDisorderTest {

    private static final long GIB = 1L << 30;
    private static final long INTERVAL = 600;

    private Field field;
    private int made;

    @BeforeAll
    void open() {
        field = new Field();
    }

    @AfterAll
    void close() {
        field.close();
    }

    @Test
    void reportsDuplicatedDelayedAndOutOfOrder_countOnce() {
        var random = new Random(20_261_121);
        List<Sim> sims = cards(40);
        List<Arrival> arrivals = new ArrayList<>();
        long octets = 0;
        for (Sim sim : sims) {
            List<Report> life = life(sim, "D1", random.nextInt(300), 1_000 + random.nextInt(9_000));
            octets += life.getLast().octets();
            for (Report report : life) {
                for (int copies = random.nextInt(10) < 4 ? 3 : 1; copies > 0; copies--) {
                    long late = random.nextInt(3) == 0 ? random.nextInt(3_000) : random.nextInt(3);
                    arrivals.add(new Arrival(report, report.second() + late));
                }
            }
        }
        Collections.shuffle(arrivals, random); // of those that arrive in one second
        arrivals.sort(Comparator.comparingLong(Arrival::second));
        var network = new DisorderedNetwork(field);
        for (Arrival arrival : arrivals) {
            network.waitsUntil(arrival.second());
            network.arrives(arrival.report(), Counters.GIGAWORDS);
        }

        Totals totals = network.totals(sims);
        say(sims.size() * 7 + " reports of 40 sessions, " + network.arrived + " arrived", totals);
        assertThat(totals)
                .isEqualTo(
                        new Totals(40, 0, octets, 2 * octets, packets(octets, sims), 3 * octets));
        assertThat(network.arrived).isGreaterThan(400);
    }

    private record Arrival(Report report, long second) {}

    @ParameterizedTest
    @EnumSource
    void countersBeyondThirtyTwoBits_goOn(Counters counters) {
        List<Sim> sims = cards(1);
        var network = new DisorderedNetwork(field);
        String address = address();
        network.arrives(report(sims, "W1", address, START, 0, 0), counters);
        for (int turn = 1; turn <= 20; turn++) {
            network.waitsUntil(turn * INTERVAL);
            Report report = report(sims, "W1", address, INTERIM, turn, turn * GIB / 2);
            network.arrives(report, counters);
            network.arrives(report, counters);
            if (turn > 2) { // one that was long on its way
                network.arrives(
                        report(sims, "W1", address, INTERIM, turn - 2, (turn - 2) * GIB / 2),
                        counters);
            }
        }
        network.waitsUntil(21 * INTERVAL);
        network.arrives(report(sims, "W1", address, STOP, 21, 10 * GIB + 5_000), counters);

        Totals totals = network.totals(sims);
        long octets = 10 * GIB + 5_000;
        say(network.arrived + " reports of 10 GiB in and 20 GiB out, " + counters, totals);
        assertThat(totals)
                .isEqualTo(new Totals(1, 0, octets, 2 * octets, octets / 1_000, 3 * octets));
    }

    @Test
    void serverThatRestartsAndBeginsItsSessionIdsAnew_countsBoth() {
        List<Sim> sims = cards(10);
        var network = new DisorderedNetwork(field);
        List<List<Report>> first = lives(sims, "R1", 0, 1_000);
        arriveTogether(network, first, 0, 2);
        network.waitsUntil(2 * INTERVAL + 100);
        network.restarts();
        network.restarts(); // its answer was lost
        network.waits(30);
        for (List<Report> life : first) {
            network.arrives(life.get(2), Counters.GIGAWORDS); // still on its way then
        }
        network.waitsUntil(3 * INTERVAL);
        arriveTogether(network, lives(sims, "R1", 3 * INTERVAL, 500), 0, 6);

        Totals totals = network.totals(sims);
        // 2 intervals of 1,000 octets before, 6 of 500 after
        long octets = 10 * (2 * 1_000 + 6 * 500);
        say(network.arrived + " reports of 10 cards, one restart told twice", totals);
        assertThat(totals)
                .isEqualTo(new Totals(20, 0, octets, 2 * octets, octets / 1_000, 3 * octets));
    }

    @Test
    void serverThatRestartsWithoutAWord_countsBoth() {
        List<Sim> sims = cards(10);
        var network = new DisorderedNetwork(field);
        arriveTogether(network, lives(sims, "Q1", 0, 1_000), 0, 3);
        for (Sim sim : sims) { // not even the start of the new session arrives
            at(network, new Report(sim, "Q1", address(), INTERIM, 5 * INTERVAL, INTERVAL, 700));
        }

        Totals totals = network.totals(sims);
        long octets = 10 * (3 * 1_000 + 700);
        say(network.arrived + " reports of 10 cards, the same ids begun anew", totals);
        assertThat(totals).isEqualTo(new Totals(20, 10, octets, 2 * octets, 10 * 3, 3 * octets));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H", "PT24H", "PT-24H"})
    void machinesClockSetByHoursOrADay_endsNothingAndLosesNothing(String step) {
        List<Sim> sims = cards(5);
        Sim waiting = cards(1).getFirst();
        var network = new DisorderedNetwork(field);
        List<List<Report>> lives = lives(sims, "C1", 0, 1_000);
        arriveTogether(network, lives, 0, 2);
        Grant before = network.promises(waiting);
        network.setsTheMachinesClock(Duration.parse(step));
        network.sweeps();
        assertThat(network.registry.count()).isEqualTo(5);
        assertThat(network.promises(waiting)).isEqualTo(before);
        for (int turn = 3; turn < 6; turn++) {
            arriveTogether(network, lives, turn, turn);
            network.sweeps();
        }
        assertThat(network.registry.count()).isEqualTo(5);
        network.setsTheMachinesClock(Duration.parse(step).negated());
        arriveTogether(network, lives, 6, 6);

        Totals totals = network.totals(sims);
        long octets = 5 * 6 * 1_000;
        say(network.arrived + " reports of 5 sessions, clock set by " + step + " and back", totals);
        assertThat(totals)
                .isEqualTo(new Totals(5, 0, octets, 2 * octets, octets / 1_000, 3 * octets));
    }

    @Test
    void machinesClockSetBack_hidesNoSilence() {
        List<Sim> sims = cards(1);
        var network = new DisorderedNetwork(field);
        at(network, life(sims.getFirst(), "S1", 0, 1_000).getFirst());
        network.setsTheMachinesClock(Duration.ofDays(-1));
        network.waits(3 * INTERVAL);
        network.sweeps();
        assertThat(network.registry.count()).isEqualTo(1);
        network.waits(1);
        network.sweeps();
        assertThat(network.registry.count()).isZero();
    }

    /** What was counted, for whoever reads the log. */
    private static void say(String what, Totals totals) {
        System.getLogger("disorder").log(System.Logger.Level.INFO, what + ": " + totals);
    }

    private static void arriveTogether(
            DisorderedNetwork network, List<List<Report>> lives, int from, int to) {
        for (int turn = from; turn <= to; turn++) {
            for (List<Report> life : lives) {
                at(network, life.get(turn));
            }
        }
    }

    private List<List<Report>> lives(List<Sim> sims, String id, long begun, long octets) {
        return sims.stream().map(sim -> life(sim, id, begun, octets)).toList();
    }

    private static void at(DisorderedNetwork network, Report report) {
        network.waitsUntil(report.second());
        network.arrives(report, Counters.GIGAWORDS);
    }

    private static long packets(long octets, List<Sim> sims) {
        assertThat(octets % 1_000).isZero();
        return sims.isEmpty() ? 0 : octets / 1_000;
    }

    /** Start, five interim reports and the stop of a session. */
    private List<Report> life(Sim sim, String id, long begun, long octetsAnInterval) {
        String address = address();
        long octets = octetsAnInterval / 500 * 500;
        List<Report> life = new ArrayList<>();
        for (int turn = 0; turn <= 6; turn++) {
            int status = turn == 0 ? START : turn == 6 ? STOP : INTERIM;
            long lasted = turn * INTERVAL;
            life.add(new Report(sim, id, address, status, begun + lasted, lasted, turn * octets));
        }
        return life;
    }

    private Report report(
            List<Sim> sims, String id, String address, int status, int turn, long octets) {
        long second = turn * INTERVAL;
        return new Report(sims.getFirst(), id, address, status, second, second, octets);
    }

    private String address() {
        made++;
        return "10.99." + made / 250 + "." + (made % 250 + 1);
    }

    private List<Sim> cards(int count) {
        List<Sim> cards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cards.add(field.card());
        }
        return cards;
    }
}
