package io.passerelle.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures both relays in turns and prints how they compare. */
public final class RelayBenchmark {

    private static final int TERMINALS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private final InetSocketAddress haproxy;
    private final InetSocketAddress passerelle;
    private final List<InetAddress> sources;
    private final Duration measured;
    private final List<String> json = new ArrayList<>();

    private RelayBenchmark(
            InetSocketAddress haproxy,
            InetSocketAddress passerelle,
            List<InetAddress> sources,
            Duration measured) {
        this.haproxy = haproxy;
        this.passerelle = passerelle;
        this.sources = sources;
        this.measured = measured;
    }

    /**
     * Runs.
     *
     * @param arguments API address, token, port shift, port of the server, port of HAProxy, rounds,
     *     seconds of each measurement, file of results
     */
    public static void main(String[] arguments) throws Exception {
        var server = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[3]));
        Thread.ofPlatform().daemon().name("server").start(new Backend(server));
        var terminals = new Terminals("127.0.0.1", Integer.parseInt(arguments[2]));
        terminals.route(arguments[0], arguments[1], server);
        List<InetAddress> sources = terminals.signOn(TERMINALS);
        var benchmark =
                new RelayBenchmark(
                        new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[4])),
                        terminals.relay(),
                        sources,
                        Duration.ofSeconds(Long.parseLong(arguments[6])));
        int rounds = Integer.parseInt(arguments[5]);
        System.out.printf(
                "%d rounds of %s s, %d terminals, %d processors%n%n",
                rounds, arguments[6], sources.size(), Runtime.getRuntime().availableProcessors());
        System.out.printf(
                "%-16s %-14s %12s %12s   %s%n",
                "", "", "HAProxy", "Passerelle", "Passerelle / HAProxy: median [least, most]");
        for (Scenario scenario : Scenario.values()) {
            benchmark.compare(scenario, rounds);
        }
        benchmark.write(Path.of(arguments[7]));
        System.exit(0); // the server never ends by itself
    }

    private void compare(Scenario scenario, int rounds) throws IOException {
        measure(scenario, passerelle); // both have seen this load before anything counts
        measure(scenario, haproxy);
        double[] theirs = new double[rounds];
        double[] ours = new double[rounds];
        double[] ratios = new double[rounds];
        long errors = 0;
        for (int round = 0; round < rounds; round++) {
            // who goes first changes, so that neither always meets the warmer machine
            boolean weFirst = round % 2 == 0;
            Load.Result first = measure(scenario, weFirst ? passerelle : haproxy);
            Load.Result second = measure(scenario, weFirst ? haproxy : passerelle);
            Load.Result us = weFirst ? first : second;
            Load.Result them = weFirst ? second : first;
            ours[round] = us.rate();
            theirs[round] = them.rate();
            ratios[round] = us.rate() / them.rate();
            errors += us.errors();
            json.add(line(scenario, round, "passerelle", us));
            json.add(line(scenario, round, "haproxy", them));
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s %-14s %12.0f %12.0f   %.2f [%.2f, %.2f]%s%n",
                scenario.title,
                scenario.unit,
                median(theirs),
                median(ours),
                median(ratios),
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0),
                errors == 0 ? "" : "   " + errors + " errors of Passerelle");
    }

    private Load.Result measure(Scenario scenario, InetSocketAddress relay) throws IOException {
        try (var load = new Load(scenario, relay, sources)) {
            return load.run(WARM_UP, measured);
        }
    }

    private void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, json);
        System.out.println("\nEvery measurement: " + file);
    }

    private static String line(Scenario scenario, int round, String relay, Load.Result result) {
        return String.format(
                Locale.ROOT,
                "{\"at\":\"%s\",\"scenario\":\"%s\",\"round\":%d,\"relay\":\"%s\",\"rate\":%.1f,"
                        + "\"unit\":\"%s\",\"p99_us\":%.1f,\"errors\":%d}",
                Instant.now(),
                scenario.title,
                round,
                relay,
                result.rate(),
                scenario.unit,
                result.p99Micros(),
                result.errors());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
