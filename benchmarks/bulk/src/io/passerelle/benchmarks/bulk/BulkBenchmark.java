package io.passerelle.benchmarks.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures a running Passerelle whose one customer has so many active SIM cards. */
public final class BulkBenchmark {

    private static final String TOKEN = "psr_benchmark-customer";
    private static final String ACTIVE = "\"filter\":{\"filters\":{\"status\":[\"ACTIVE\"]}}";
    private static final long LOOK_MILLIS = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String portal;
    private final long pid;
    private final int cards;
    private final int online;

    private BulkBenchmark(String portal, long pid, int cards, int online) {
        this.portal = portal;
        this.pid = pid;
        this.cards = cards;
        this.online = online;
    }

    /**
     * Runs.
     *
     * @param arguments portal's address; process; cards; how many of them are in session; lines of
     *     the file; {@code beside} or {@code after}: how a card's lines lie; what to measure, with
     *     commas; gateway's address; its port of accounting; the server's address; a folder
     */
    public static void main(String[] arguments) throws Exception {
        int cards = Integer.parseInt(arguments[2]);
        int lines = Integer.parseInt(arguments[4]);
        var benchmark =
                new BulkBenchmark(
                        arguments[0],
                        Long.parseLong(arguments[1]),
                        cards,
                        Integer.parseInt(arguments[3]));
        String only = "," + arguments[6] + ",";
        try (var server =
                new AccessServer(
                        arguments[9], "benchmark", arguments[7], Integer.parseInt(arguments[8]))) {
            if (only.contains(",label,")) {
                benchmark.job(
                        "label", "{\"action\":\"LABEL\",\"parameter\":\"Bench\"," + ACTIVE + "}");
            }
            boolean suspends = only.contains(",suspend,");
            if (suspends) {
                benchmark.suspend(server);
            }
            if (only.contains(",file,") && lines > 0) {
                Path file = Path.of(arguments[10], "actions.csv");
                String request = suspends ? "reactivate" : "suspend";
                ActionFile.write(file, lines, cards, request, arguments[5].equals("beside"));
                benchmark.file(file, server);
            }
        }
        System.exit(0); // clients' threads do not end by themselves
    }

    private void job(String what, String body) throws Exception {
        long start = System.nanoTime();
        try (var watch = new Watch(portal, TOKEN, pid)) {
            String id = field(send(post("/sim-jobs", "application/json").POST(text(body))), "id");
            double answered = seconds(start);
            tell("%s: answered after %.2f s", what, answered);
            ended(id, what, start);
        }
    }

    private void file(Path file, AccessServer server) throws Exception {
        long start = System.nanoTime();
        String id;
        try (var watch = new Watch(portal, TOKEN, pid)) {
            var sent = HttpRequest.BodyPublishers.ofFile(file);
            id =
                    field(
                            send(post("/sim-jobs/import?name=actions.csv", "text/csv").POST(sent)),
                            "id");
            tell(
                    "file of %d MiB: sent, and its job visible, after %.2f s",
                    Files.size(file) / 1_048_576, seconds(start));
            String state = get("/sim-jobs/" + id);
            while (field(state, "state").equals("PREPARING")) {
                Thread.sleep(LOOK_MILLIS);
                state = get("/sim-jobs/" + id);
            }
            tell("file: %s lines read after %.1f s", field(state, "lines"), seconds(start));
            ended(id, "file", start);
            confirmed(server, start);
        }
        long begun = System.nanoTime();
        tell("file: its report of %d bytes after %.1f s", report(id), seconds(begun));
    }

    private void suspend(AccessServer server) throws Exception {
        long start = System.nanoTime();
        try (var watch = new Watch(portal, TOKEN, pid)) {
            String body = "{\"action\":\"SUSPEND\"," + ACTIVE + "}";
            String id = field(send(post("/sim-jobs", "application/json").POST(text(body))), "id");
            tell("suspension: answered after %.2f s", seconds(start));
            ended(id, "suspension", start);
            confirmed(server, start);
        }
    }

    /** Until the operator has answered for every card, and every session of theirs has ended. */
    private void confirmed(AccessServer server, long start) throws Exception {
        String asked = "/sims?status=SUSPENSION_REQUESTED,REACTIVATION_REQUESTED&limit=1";
        while (get(asked).contains("\"iccid\"")) {
            Thread.sleep(LOOK_MILLIS);
        }
        tell(
                "the last card answered for after %.1f s, %.0f cards/s; %d sessions asked to end by then",
                seconds(start), cards / seconds(start), server.ended());
        while (server.acknowledged() < online) {
            Thread.sleep(LOOK_MILLIS);
        }
        tell("the last of %d sessions ended after %.1f s", online, seconds(start));
    }

    private void ended(String id, String what, long start) throws Exception {
        String state = get("/sim-jobs/" + id);
        int seen = 0;
        String done = "";
        double half = 0;
        while (field(state, "state").equals("RUNNING")
                || field(state, "state").equals("PREPARING")) {
            if (!field(state, "done").equals(done)) {
                done = field(state, "done");
                seen++;
            }
            int dealt = Integer.parseInt(done) + Integer.parseInt(field(state, "refused"));
            if (half == 0 && dealt > 0 && dealt >= Integer.parseInt(field(state, "lines")) / 2) {
                half = seconds(start);
            }
            Thread.sleep(LOOK_MILLIS);
            state = get("/sim-jobs/" + id);
        }
        double all = seconds(start);
        int lines = Integer.parseInt(field(state, "lines"));
        tell(
                "%s: %s, %d lines, %s done, %s refused after %.1f s (half after %.1f), %.0f lines/s;"
                        + " progress seen %d times",
                what,
                field(state, "state"),
                lines,
                field(state, "done"),
                field(state, "refused"),
                all,
                half,
                lines / all,
                seen);
    }

    private long report(String id) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(
                        request("/sim-jobs/" + id + "/report").GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    private HttpRequest.Builder post(String path, String type) {
        return request(path).header("Content-Type", type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(portal + "/api/v1" + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void tell(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
