package io.passerelle.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The long form: a fault, again and again under load, and exact totals at the end. See {@code
 * benchmarks/soak/run}.
 */
public final class Soak {

    private static final int CARDS = 2_000;
    private static final int ACCOUNTED = 48;
    private static final int CONNECTED = 24;
    private static final Duration SETTLE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Arguments arguments;
    private final Ledger ledger = new Ledger();
    private final Watch watch = new Watch();
    private int faults;

    private Soak(Arguments arguments) {
        this.arguments = arguments;
    }

    /**
     * What is wanted.
     *
     * @param app the folder of the unpacked Passerelle
     * @param data an empty folder
     * @param times how often the fault is caused; 0 for as often as the time allows
     */
    private record Arguments(
            Fault fault, int times, Duration time, Path app, Path data, int shift) {

        /** Where names are looked up. */
        Path hosts() {
            return data.resolveSibling("hosts");
        }
    }

    /**
     * Arguments: fault, times, minutes, folder of the program, data folder, port shift; the options
     * of Passerelle's own JVM are in the property {@code soak.jvm}.
     */
    public static void main(String[] a) throws Exception {
        var arguments =
                new Arguments(
                        Fault.of(a[0])
                                .orElseThrow(() -> new IOException("there is no fault " + a[0])),
                        Integer.parseInt(a[1]),
                        Duration.ofMinutes(Integer.parseInt(a[2])),
                        Path.of(a[3]),
                        Path.of(a[4]),
                        Integer.parseInt(a[5]));
        System.exit(new Soak(arguments).run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException, SQLException {
        Instant began = Instant.now();
        try (var server = new EchoServer();
                var faults = new Faults(arguments.fault(), server, arguments.hosts());
                var gateway =
                        new Gateway(
                                command(),
                                arguments.data(),
                                arguments.shift(),
                                CARDS,
                                List.of(
                                        "--passerelle.relay.connect-timeout=500ms",
                                        "--passerelle.routing.name-age=1s"))) {
            var load = new Load(gateway, ledger, CARDS, arguments.fault() == Fault.DISORDER);
            load.start("demo-radius-secret", ACCOUNTED, CONNECTED, faults.destinations());
            suffer(faults, gateway, load, began);
            load.stop();
            Totals totals = settled(gateway);
            List<String> more = new ArrayList<>(watch.growth());
            if (arguments.fault().sparesConnections() && ledger.unansweredCalls() > 0) {
                more.add("nothing was to be felt, but some connections had no answer");
            }
            System.out.printf(
                    "%nfault %s, %d times in %d s: %s%nsent once more, late or twice: %d;"
                            + " connections without an answer: %d%n%s%n%s%n",
                    arguments.fault().key(),
                    this.faults,
                    Duration.between(began, Instant.now()).toSeconds(),
                    faults,
                    ledger.disorderedRecords(),
                    ledger.unansweredCalls(),
                    totals,
                    watch);
            more.forEach(System.out::println);
            System.out.println(
                    "the last start said: "
                            + lastOf(gateway, "connections off")
                            + "\n"
                            + lastOf(gateway, "\"start"));
            return totals.differences().isEmpty() && more.isEmpty();
        }
    }

    private void suffer(Faults faults, Gateway gateway, Load load, Instant began)
            throws IOException, InterruptedException {
        Instant looked = Instant.EPOCH;
        Instant next = Instant.now().plus(pause());
        while (!isOver(began)) {
            TimeUnit.MILLISECONDS.sleep(100);
            if (Instant.now().isAfter(looked.plus(LOOK))) {
                watch.look(gateway.process());
                looked = Instant.now();
            }
            if (Instant.now().isAfter(next)) {
                this.faults += faults.cause(gateway, load);
                System.out.printf(
                        "%s %d: %d records acknowledged%n",
                        arguments.fault().key(), this.faults, ledger.records());
                next = Instant.now().plus(pause());
            }
        }
    }

    private boolean isOver(Instant began) {
        return arguments.times() > 0 && faults >= arguments.times()
                || arguments.time().isPositive()
                        && Instant.now().isAfter(began.plus(arguments.time()));
    }

    private static Duration pause() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(300, 4_000));
    }

    /** What is acknowledged may still be on disk beside the database. */
    private Totals settled(Gateway gateway) throws InterruptedException, IOException, SQLException {
        Instant end = Instant.now().plus(SETTLE);
        while (true) {
            try {
                Totals totals = Totals.of(ledger, gateway);
                if (totals.differences().isEmpty() || Instant.now().isAfter(end)) {
                    return totals;
                }
            } catch (IOException | SQLException notYet) {
                if (Instant.now().isAfter(end)) {
                    throw notYet;
                }
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("soak.jvm").split(" ")));
        // a name that is lost is lost within a second, not within the half minute Java keeps it
        command.add("-Djdk.net.hosts.file=" + arguments.hosts());
        command.add("-Dsun.net.inetaddr.ttl=1");
        command.add("-Dsun.net.inetaddr.negative.ttl=0");
        command.add("-jar");
        command.add(arguments.app().resolve("passerelle.jar").toString());
        Path cache = arguments.app().resolveSibling("app.aot");
        if (Files.exists(cache)) {
            command.add(1, "-XX:AOTCache=" + cache);
        }
        return command;
    }

    private static String lastOf(Gateway gateway, String words) throws IOException {
        Path log = gateway.data().resolve("log/passerelle.log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.contains(words))
                        .reduce("nothing", (all, line) -> line)
                : "nothing";
    }
}
