package io.passerelle.benchmarks.scale;

import io.passerelle.simulator.listen.NetworkAccessServer;
import io.passerelle.simulator.listen.Subscriber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Measures a running Passerelle whose data {@link Data} made. */
public final class ScaleBenchmark {

    private static final double PAGE_MILLIS = 200;
    private static final String NEXT_WORD = "next";
    private static final String YESTERDAY = Instant.now().minus(Duration.ofHours(24)).toString();

    /** What the pages offer; sessions are sorted among those that are open. */
    private static final Map<String, List<String>> SORTS =
            Map.of(
                    "/sims",
                    List.of(
                            "iccid",
                            "msisdn",
                            "imsi",
                            "operator",
                            "status",
                            "label",
                            "group",
                            "address",
                            "lastRadiusAt",
                            "monthBytes",
                            "createdAt"),
                    "/sessions",
                    List.of(
                            "startedAt",
                            "lastAt&open=true",
                            "label&open=true",
                            "msisdn&open=true",
                            "address&open=true",
                            "nasName&open=true",
                            "octetsOut&open=true"),
                    "/connections",
                    List.of(
                            "openedAt",
                            "bytesUp&since=" + YESTERDAY,
                            "destination&since=" + YESTERDAY),
                    "/authentications",
                    List.of("at", "reason&since=" + YESTERDAY));

    private final String cards;
    private final long pid;
    private final String portal;
    private final String gateway;
    private final int shift;
    private final Measured measured;

    private ScaleBenchmark(String[] arguments) {
        this.cards = arguments[0];
        this.pid = Long.parseLong(arguments[2]);
        this.portal = arguments[3];
        this.gateway = arguments[4];
        this.shift = Integer.parseInt(arguments[5]);
        this.measured = new Measured(Path.of(arguments[8]), cards, Integer.parseInt(arguments[6]));
    }

    /**
     * Runs.
     *
     * @param arguments cards; data folder; process; portal's address; gateway's address; port
     *     shift; rounds; milliseconds the start took; file of results; what to measure, with commas
     */
    public static void main(String[] arguments) throws Exception {
        var benchmark = new ScaleBenchmark(arguments);
        System.out.printf("%n%s SIM cards%n", arguments[0]);
        double start = Double.parseDouble(arguments[7]);
        benchmark.measured.tell("", "start to the first page", start, start, "ms", 10_000);
        benchmark.memory();
        List<String> only = List.of(arguments[9].split(","));
        for (String login : List.of("operator", "reseller", "customer")) {
            var api = new Api(benchmark.portal, login);
            if (only.contains(login) && api.exists()) {
                benchmark.lists(login, api);
            }
            if (only.contains("card") && api.exists()) {
                benchmark.card(login, api);
            }
            if (only.contains("exports") && api.exists()) {
                benchmark.export(login, api);
            }
        }
        if (only.contains("sign-on")) {
            benchmark.signOn();
        }
        if (only.contains("route")) {
            new RouteChange(benchmark.portal, benchmark.gateway, benchmark.shift)
                    .measure(benchmark.measured);
        }
        benchmark.memory();
        System.exit(0); // clients' threads do not end by themselves
    }

    private void lists(String who, Api api) throws Exception {
        list(
                who,
                api,
                "/sims",
                List.of(
                        "status=SUSPENDED",
                        "online=true",
                        "operator=SFR",
                        "roaming=true",
                        "address=10.0.0.0/16",
                        "search=payment",
                        "search=8933",
                        "search=" + word("Nice 1000000"),
                        "search=33600004711",
                        "search=nothing-like-it"));
        list(
                who,
                api,
                "/sessions",
                List.of(
                        "open=true",
                        "open=true&sort=iccid",
                        "open=true&sort=-octetsIn",
                        "endReason=STOP",
                        "address=10.0.4.0/24",
                        "search=payment",
                        "search=33600004710",
                        "search=nothing-like-it"));
        list(
                who,
                api,
                "/connections",
                List.of(
                        "endReason=destination_reset",
                        "endReason=fault",
                        "refused=true",
                        "inputPort=443",
                        "search=payment",
                        "search=33600000047",
                        "search=127.28.3.7",
                        "search=10.99.99.99",
                        "sourceAddress=10.5.5.5",
                        "destination=28.3.7",
                        "node=gateway-9",
                        "search=nothing-like-it"));
        list(
                who,
                api,
                "/authentications",
                List.of("accepted=false", "reason=STATUS", "search=33600000047"));
        list(who, api, "/routes", List.of("inputPort=443", "search=payments"));
        list(who, api, "/groups", List.of("search=meters"));
    }

    /**
     * What stands in the window of a card that talks (M2M-9): all of it at once is its diagnosis.
     */
    private void card(String who, Api api) throws Exception {
        JsonNode connection = api.get("/connections?limit=1").get("items").get(0);
        String card = "/sims/" + connection.get("simId").asString();
        for (String part : List.of("", "/diagnosis", "/timeline", "/timeline?limit=500")) {
            measured.measure(who, "/sims/ID" + part, PAGE_MILLIS, () -> api.get(card + part));
        }
    }

    private void export(String who, Api api) throws Exception {
        long start = System.nanoTime();
        long bytes = api.export("/sims");
        double seconds = (System.nanoTime() - start) / 1e9;
        measured.tell(
                who,
                "CSV of all SIM cards, " + bytes / 1_000_000 + " MB",
                seconds,
                seconds,
                "s",
                1e9);
    }

    private void list(String who, Api api, String path, List<String> asked) throws Exception {
        measured.measure(who, path, PAGE_MILLIS, () -> api.get(path));
        JsonNode page = api.get(path + "?limit=500");
        for (int i = 0; i < 20 && page.hasNonNull(NEXT_WORD); i++) {
            page = api.get(path + "?limit=500&cursor=" + word(page.get(NEXT_WORD).asString()));
        }
        if (page.hasNonNull(NEXT_WORD)) {
            String deep = path + "?cursor=" + word(page.get(NEXT_WORD).asString()) + "&limit=500";
            measured.measure(
                    who, path + " 500 rows behind 10,000", PAGE_MILLIS, () -> api.get(deep));
        }
        for (String sort : SORTS.getOrDefault(path, List.of())) {
            for (String direction : List.of("", "-")) {
                String query = path + "?sort=" + direction + sort;
                measured.measure(who, query, PAGE_MILLIS, () -> api.get(query));
            }
        }
        for (String query : asked) {
            measured.measure(
                    who, path + "?" + query, PAGE_MILLIS, () -> api.get(path + "?" + query));
        }
    }

    private void signOn() throws Exception {
        var nas =
                new NetworkAccessServer(
                        InetAddress.ofLiteral("127.28.2.1"),
                        new InetSocketAddress(gateway, 1812 + shift),
                        new InetSocketAddress(gateway, 1813 + shift),
                        Data.RADIUS_SECRET);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long card = 1 + (i * 7919L) % Long.parseLong(cards);
            var subscriber =
                    new Subscriber(
                            "336" + pad(card, 8),
                            "20801" + pad(card, 10),
                            "m2m" + (card % 3 + 1) + ".example",
                            "",
                            "",
                            false,
                            false);
            long start = System.nanoTime();
            Optional<?> session = nas.signOn(subscriber);
            if (session.isPresent()) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        if (!millis.isEmpty()) {
            millis.sort(null);
            measured.tell(
                    "",
                    "sign-on: accepted and started, " + millis.size(),
                    millis.get(millis.size() / 2),
                    millis.getLast(),
                    "ms",
                    1e9);
        }
    }

    private static String pad(long number, int digits) {
        return String.format("%0" + digits + "d", number);
    }

    /** What lives in the heap, after a collection, and what the process takes. */
    private void memory() throws Exception {
        jcmd("GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
        double heap = used.find() ? Double.parseDouble(used.group(1)) / 1024 : -1;
        measured.tell("", "heap after a collection", heap, heap, "MiB", 2_048);
        Matcher rss =
                Pattern.compile("VmRSS:\\s+(\\d+) kB")
                        .matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        double resident = rss.find() ? Double.parseDouble(rss.group(1)) / 1024 : -1;
        measured.tell("", "resident", resident, resident, "MiB", 1e9);
    }

    private String jcmd(String command) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(tool, Long.toString(pid), command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
