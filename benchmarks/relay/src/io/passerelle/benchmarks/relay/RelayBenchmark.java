package io.passerelle.benchmarks.relay;

import static io.passerelle.benchmarks.relay.Results.median;
import static io.passerelle.benchmarks.relay.Results.print;
import static io.passerelle.benchmarks.relay.Results.spread;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Measures both relays in turns and prints how they compare. */
public final class RelayBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** Until the JVM has compiled what matters. */
    private static final Duration SETTLING = Duration.ofSeconds(12);

    private static final int[] GROWTH = {1, 10, 100, 1_000, 10_000};

    private final Side haproxy;
    private final Side passerelle;
    private final Load load;
    private final Results results;
    private final Pauses pauses;
    private final Duration measured;
    private final int rounds;
    private final int connectionsAtMost;

    private RelayBenchmark(Map<String, String> options, Side passerelle, Load load) {
        this.passerelle = passerelle;
        this.load = load;
        this.haproxy =
                new Side(
                        "haproxy",
                        new InetSocketAddress("127.0.0.1", number(options, "haproxy")),
                        new Processes(number(options, "haproxy-pid")));
        this.results = new Results(Path.of(options.get("results")), number(options, "threads"));
        this.pauses = new Pauses(Path.of(options.get("gc-log")));
        this.measured = Duration.ofSeconds(number(options, "seconds"));
        this.rounds = number(options, "rounds");
        this.connectionsAtMost = number(options, "connections");
    }

    /**
     * Runs.
     *
     * @param arguments pairs of a name and a value, as {@code benchmarks/relay/run} gives them
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        var server = new InetSocketAddress("127.0.0.1", number(options, "server"));
        var terminals =
                new Terminals("127.0.0.1", number(options, "shift"), number(options, "cards"));
        terminals.route(options.get("api"), options.get("token"), server);
        var sources = terminals.signOn();
        var passerelle =
                new Side(
                        "passerelle",
                        terminals.relay(),
                        new Processes(number(options, "passerelle-pid")));
        print("%d terminals", sources.size());
        new RelayBenchmark(options, passerelle, new Load(server, sources))
                .measure(options.get("only"));
        System.exit(0);
    }

    private void measure(String only) throws IOException {
        load.run(Scenario.NEW, Scenario.NEW.connections, passerelle.at(), SETTLING, WARM_UP);
        pauses.more();
        for (Scenario scenario : Scenario.values()) {
            if (only.equals("all") || only.equals(scenario.key())) {
                compare(scenario, scenario.connections, rounds);
            }
        }
        if (only.equals("all") || only.equals("growth")) {
            for (int connections : GROWTH) {
                int possible = Math.min(connections, connectionsAtMost);
                compare(Scenario.SMALL, possible, Math.min(3, rounds));
            }
        }
        if (only.equals("all") || only.equals("idle")) {
            hold(haproxy);
            hold(passerelle);
            pauses.more(); // those it asked for itself
        }
        double[] all = pauses.more();
        print(
                "garbage collection: %d pauses, the longest %.1f ms",
                all.length, all.length == 0 ? 0 : all[all.length - 1]);
    }

    private void compare(Scenario scenario, int connections, int times) throws IOException {
        measure(scenario, connections, passerelle, -1); // both have seen it before it counts
        measure(scenario, connections, haproxy, -1);
        pauses.more();
        double[] rates = new double[times];
        double[] tails = new double[times];
        Outcome[][] outcomes = new Outcome[2][times];
        for (int round = 0; round < times; round++) {
            // who goes first changes, so that neither always meets the warmer machine
            boolean weFirst = round % 2 == 0;
            Outcome first = measure(scenario, connections, weFirst ? passerelle : haproxy, round);
            Outcome second = measure(scenario, connections, weFirst ? haproxy : passerelle, round);
            Outcome us = weFirst ? first : second;
            Outcome them = weFirst ? second : first;
            outcomes[0][round] = them;
            outcomes[1][round] = us;
            rates[round] = us.rate() / them.rate();
            tails[round] = us.p99Micros() / them.p99Micros();
        }
        print(
                "%s, %d at a time%n  %s: HAProxy %.0f, Passerelle %.0f: ratio %s",
                scenario.title,
                connections,
                scenario.unit,
                middle(outcomes[0], Outcome::rate),
                middle(outcomes[1], Outcome::rate),
                spread(rates));
        print(
                "  p99: HAProxy %.0f us, Passerelle %.0f us: ratio %s",
                middle(outcomes[0], Outcome::p99Micros),
                middle(outcomes[1], Outcome::p99Micros),
                spread(tails));
        print(
                "  processor: HAProxy %.1f us, Passerelle %.1f us %s; generator %.1f and %.1f",
                middle(outcomes[0], Outcome::cost),
                middle(outcomes[1], Outcome::cost),
                scenario == Scenario.BULK ? "a MB" : "each",
                middle(outcomes[0], Outcome::generatorCost),
                middle(outcomes[1], Outcome::generatorCost));
        double[] stops = pauses.more();
        print(
                "  garbage collection: %d pauses, the longest %.1f ms",
                stops.length, stops.length == 0 ? 0 : stops[stops.length - 1]);
        long errors = 0;
        for (Outcome outcome : outcomes[1]) {
            errors += outcome.errors();
        }
        if (errors > 0) {
            print("  %d connections through Passerelle failed", errors);
        }
    }

    /**
     * One measurement.
     *
     * @param cost microseconds of processor of the relay, with all it started, for each unit
     * @param generatorCost the same of the load generator and the server
     */
    private record Outcome(
            double rate, double p99Micros, double cost, double generatorCost, long errors) {}

    private Outcome measure(Scenario scenario, int connections, Side side, int round)
            throws IOException {
        var generator = new Processes(ProcessHandle.current().pid());
        double before = side.processes().processorSeconds();
        double generatorBefore = generator.processorSeconds();
        Load.Result result = load.run(scenario, connections, side.at(), WARM_UP, measured);
        double units = result.rate() * (measured.toMillis() + WARM_UP.toMillis()) / 1e3;
        double cost = (side.processes().processorSeconds() - before) / units * 1e6;
        double generatorCost = (generator.processorSeconds() - generatorBefore) / units * 1e6;
        results.keep(
                scenario.key(),
                side.name(),
                String.format(
                        Locale.ROOT,
                        "\"connections\":%d,\"round\":%d,\"rate\":%.1f,\"unit\":\"%s\","
                                + "\"p50_us\":%.1f,\"p99_us\":%.1f,\"processor_us\":%.2f,"
                                + "\"generator_us\":%.2f,\"errors\":%d",
                        connections,
                        round,
                        result.rate(),
                        scenario.unit,
                        result.p50Micros(),
                        result.p99Micros(),
                        cost,
                        generatorCost,
                        result.errors()));
        return new Outcome(result.rate(), result.p99Micros(), cost, generatorCost, result.errors());
    }

    private void hold(Side side) throws IOException {
        measure(Scenario.SMALL, Scenario.SMALL.connections, side, -1);
        var heap = new LiveHeap(side.processes().pid());
        long objects = heap.bytes();
        long resident = side.processes().residentBytes();
        int held = load.hold(connectionsAtMost, side.at());
        resident = side.processes().residentBytes() - resident;
        objects = heap.bytes() - objects;
        load.end();
        // objects that took new pages count twice: it is never more than this
        long most = resident + objects;
        print(
                "%d idle connections, %s: %.0f MiB more (%.1f KiB each): resident %.1f MiB, objects"
                        + " %.1f MiB",
                held,
                side.name(),
                most / 1048576.0,
                most / 1024.0 / held,
                resident / 1048576.0,
                objects / 1048576.0);
        results.keep(
                "idle",
                side.name(),
                "\"connections\":%d,\"resident\":%d,\"objects\":%d"
                        .formatted(held, resident, objects));
    }

    private static double middle(
            Outcome[] outcomes, java.util.function.ToDoubleFunction<Outcome> what) {
        return median(java.util.Arrays.stream(outcomes).mapToDouble(what).toArray());
    }

    private static int number(Map<String, String> options, String name) {
        return Integer.parseInt(options.get(name));
    }
}
