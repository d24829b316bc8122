package io.passerelle.benchmarks.bulk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks a few times a second how fast Passerelle answers others meanwhile, and how large it is. */
final class Watch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String portal;
    private final String token;
    private final Path status;
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();
    private final int before;
    private int most;
    private int failed;
    private volatile boolean closed;
    private final Thread thread;

    /** What is asked for, beside each other's turns. */
    private static final Map<String, String> ASKED =
            Map.of(
                    "portal's first page", "/",
                    "list of cards", "/api/v1/sims?limit=50",
                    "list of jobs", "/api/v1/sim-jobs?limit=50");

    Watch(String portal, String token, long pid) throws IOException {
        this.portal = portal;
        this.token = token;
        this.status = Path.of("/proc", Long.toString(pid), "status");
        this.before = resident();
        this.most = before;
        this.thread = Thread.ofPlatform().daemon().start(this::watch);
    }

    /** The process's resident memory in MiB. */
    private int resident() throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private void watch() {
        try {
            while (!closed) {
                for (Map.Entry<String, String> one : ASKED.entrySet()) {
                    ask(one.getKey(), one.getValue());
                }
                most = Math.max(most, resident());
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String what, String path) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(portal + path))
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(30))
                        .GET()
                        .build();
        long start = System.nanoTime();
        try {
            int code = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            failed += code >= 400 ? 1 : 0;
        } catch (IOException e) {
            failed++;
        }
        millis.computeIfAbsent(what, ignored -> new ArrayList<>())
                .add((System.nanoTime() - start) / 1e6);
    }

    /** Stops looking, and prints what was seen. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.printf(
                Locale.ROOT,
                "  resident %d MiB before, %d at most; %d failed%n",
                before,
                most,
                failed);
        millis.forEach((what, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "  %-20s meanwhile: median %.0f ms, 95th percentile %.0f, worst %.0f of %d%n",
                    what,
                    sorted.get(sorted.size() / 2),
                    sorted.get((int) (sorted.size() * 0.95)),
                    sorted.getLast(),
                    sorted.size());
        });
        System.out.print("  load " + Files.readString(Path.of("/proc/loadavg")));
    }
}
