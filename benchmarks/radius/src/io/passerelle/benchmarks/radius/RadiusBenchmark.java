package io.passerelle.benchmarks.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures both servers in turns and prints how they compare. */
public final class RadiusBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** Both have seen each load before anything counts, long enough for the JVM to compile it. */
    private static final Duration SETTLE = Duration.ofSeconds(8);

    private static final String HOST = "127.0.0.1";

    private final Map<String, String> options;
    private final Peer peer;
    private final List<Card> cards;
    private final List<String> json = new ArrayList<>();
    private int lives;
    private long attempts;
    private double latest;

    private RadiusBenchmark(Map<String, String> options) throws IOException {
        this.options = options;
        Path data = Path.of(option("data"));
        this.peer =
                new Peer(
                        Peer.serverOf(data),
                        "passerelle",
                        Files.readString(data.resolve("postgres.password")).strip());
        List<Card> all = Card.of(Integer.parseInt(option("sims")));
        this.cards = all.subList(0, Math.min(all.size(), Integer.parseInt(option("cards"))));
    }

    /**
     * Prepares or measures.
     *
     * @param arguments {@code prepare} or {@code measure}, then {@code key=value}
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new java.util.HashMap<>();
        for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
            int equals = argument.indexOf('=');
            options.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        var benchmark = new RadiusBenchmark(options);
        if (arguments[0].equals("prepare")) {
            benchmark.prepare();
        } else {
            benchmark.measure();
        }
    }

    private void prepare() throws IOException, SQLException {
        peer.prepare(Path.of(option("schema")), Path.of(option("users")), cards);
        System.out.printf(
                "%s%n", Peer.serverOf(Path.of(option("data"))).substring(HOST.length() + 1));
    }

    private void measure() throws IOException, SQLException, InterruptedException {
        int rounds = Integer.parseInt(option("rounds"));
        System.out.printf(
                "%s%n%d rounds of %s s, %d cards, %d processors%n%n",
                peer.settings(),
                rounds,
                option("seconds"),
                cards.size(),
                Runtime.getRuntime().availableProcessors());
        System.out.printf(
                "%-15s %5s | %9s %7s %7s | %9s %7s %7s | %-22s | %s%n",
                "",
                "out-",
                "FreeRADIUS",
                "p50",
                "p99",
                "Passerelle",
                "p50",
                "p99",
                "ratio",
                "load");
        System.out.printf(
                "%-15s %5s | %10s %7s %7s | %10s %7s %7s | %-22s | %s%n",
                "", "stand", "/s", "ms", "ms", "/s", "ms", "ms", "median [least, most]", "CPU");
        for (Scenario scenario : Scenario.values()) {
            if (option("scenarios").isEmpty()
                    || Arrays.asList(option("scenarios").split(",")).contains(scenario.key())) {
                load(scenario, scenario.outstanding.getLast(), true, SETTLE);
                load(scenario, scenario.outstanding.getLast(), false, SETTLE);
                for (int outstanding : scenario.outstanding) {
                    compare(scenario, outstanding, rounds);
                }
            }
        }
        System.out.printf(
                "%nRows kept: FreeRADIUS %d, Passerelle %d%n", peer.rows(), peer.sessions());
        System.out.printf(
                "Attempts to sign on that Passerelle answered: %d, recorded: %d%n",
                attempts, peer.attempts());
        System.out.printf(
                Locale.ROOT,
                "PostgreSQL had all of it %.1f s after the last answer at the latest%n",
                latest);
        Path file = Path.of(option("out"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, json);
        System.out.println("Every measurement: " + file);
    }

    private void compare(Scenario scenario, int outstanding, int rounds)
            throws IOException, SQLException, InterruptedException {
        List<Load.Result> ours = new ArrayList<>();
        List<Load.Result> theirs = new ArrayList<>();
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            // who goes first changes, so that neither always meets the warmer machine
            boolean weFirst = round % 2 == 0;
            Load.Result first = measured(scenario, outstanding, round, weFirst);
            Load.Result second = measured(scenario, outstanding, round, !weFirst);
            ours.add(weFirst ? first : second);
            theirs.add(weFirst ? second : first);
            ratios[round] = ours.getLast().rate() / theirs.getLast().rate();
        }
        System.out.printf(
                Locale.ROOT,
                "%-15s %5d | %10.0f %7.2f %7.2f | %10.0f %7.2f %7.2f | %5.2f [%5.2f, %5.2f]   | %.0f%%, %.0f%%%s%s%n",
                scenario.title,
                outstanding,
                median(theirs, Load.Result::rate),
                median(theirs, Load.Result::p50Micros) / 1e3,
                median(theirs, Load.Result::p99Micros) / 1e3,
                median(ours, Load.Result::rate),
                median(ours, Load.Result::p50Micros) / 1e3,
                median(ours, Load.Result::p99Micros) / 1e3,
                median(ratios),
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0),
                100 * median(theirs, Load.Result::processor),
                100 * median(ours, Load.Result::processor),
                troubles("FreeRADIUS", theirs),
                troubles("Passerelle", ours));
    }

    private static String troubles(String server, List<Load.Result> results) {
        long wrong = results.stream().mapToLong(Load.Result::wrong).sum();
        long again = results.stream().mapToLong(Load.Result::retransmitted).sum();
        long lost = results.stream().mapToLong(Load.Result::lost).sum();
        return wrong + again + lost == 0
                ? ""
                : "  %s: %d wrong, %d sent again, %d lost".formatted(server, wrong, again, lost);
    }

    private Load.Result measured(Scenario scenario, int outstanding, int round, boolean us)
            throws IOException, SQLException, InterruptedException {
        long server = Long.parseLong(option(us ? "passerelle-pid" : "freeradius-pid"));
        long postmaster = Long.parseLong(option("passerelle-pid"));
        peer.settle();
        double database = Processors.seconds(postmaster, "postgres");
        double whole = Processors.seconds(server);
        Duration time = Duration.ofSeconds(Long.parseLong(option("seconds")));
        Load.Result result = load(scenario, outstanding, us, time);
        double behind = peer.awaitWritten();
        database = Processors.seconds(postmaster, "postgres") - database;
        whole = Processors.seconds(server) - whole - (us ? database : 0);
        json.add(line(scenario, outstanding, round, us, result, whole, database, behind));
        latest = Math.max(latest, us ? behind : 0);
        return result;
    }

    private Load.Result load(Scenario scenario, int outstanding, boolean us, Duration time)
            throws IOException {
        var packets = new Packets(option("secret"));
        var work =
                new Work(
                        scenario,
                        cards,
                        packets,
                        "run" + ProcessHandle.current().pid() + "-" + lives++);
        var server = new InetSocketAddress(HOST, us ? ourPort(scenario) : theirPort(scenario));
        try (var load = new Load(server, outstanding, packets, work)) {
            Load.Result result = load.run(WARM_UP, time);
            attempts += us && !scenario.accounting ? result.all() : 0;
            return result;
        }
    }

    private int ourPort(Scenario scenario) {
        return Integer.parseInt(option("shift")) + (scenario.accounting ? 1813 : 1812);
    }

    private int theirPort(Scenario scenario) {
        return Integer.parseInt(option("freeradius-port")) + scenario.port;
    }

    private String option(String key) {
        String value = options.get(key);
        if (value == null) {
            throw new IllegalArgumentException("needs " + key + "=");
        }
        return value;
    }

    private static String line(
            Scenario scenario,
            int outstanding,
            int round,
            boolean us,
            Load.Result result,
            double serverSeconds,
            double databaseSeconds,
            double behindSeconds) {
        return String.format(
                Locale.ROOT,
                "{\"at\":\"%s\",\"scenario\":\"%s\",\"outstanding\":%d,\"round\":%d,\"server\":\"%s\","
                        + "\"rate\":%.1f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"answers\":%d,"
                        + "\"retransmitted\":%d,\"wrong\":%d,\"lost\":%d,\"load_cpu\":%.3f,"
                        + "\"server_cpu_s\":%.2f,\"database_cpu_s\":%.2f,"
                        + "\"written_s_later\":%.2f}",
                Instant.now(),
                scenario.key(),
                outstanding,
                round,
                us ? "passerelle" : "freeradius",
                result.rate(),
                result.p50Micros(),
                result.p99Micros(),
                result.answers(),
                result.retransmitted(),
                result.wrong(),
                result.lost(),
                result.processor(),
                serverSeconds,
                databaseSeconds,
                behindSeconds);
    }

    private static double median(List<Load.Result> results, ToDoubleFunction<Load.Result> of) {
        return median(results.stream().mapToDouble(of).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
