package io.passerelle.soak;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Passerelle in a process of its own, on the same data and ports at every start, with its demo's
 * cards and nobody else's load. Used by one thread; {@link #close} by any.
 */
public final class Gateway implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(20);
    private static final int LOOK_MILLIS = 100;

    private final List<String> command;
    private final Path data;
    private final int shift;
    private final int port;
    private Process process;

    /**
     * Starts it and waits until it is ready.
     *
     * @param java how Passerelle is started, without its settings
     * @param data an empty folder that PostgreSQL's user can reach
     * @param shift of the gateway's ports; the portal's is {@code shift + 30}, where no gateway
     *     beside this one has a port, whatever its shift
     * @param cards how many SIM cards it has
     */
    public Gateway(List<String> java, Path data, int shift, int cards, List<String> settings)
            throws IOException, InterruptedException {
        this.data = data;
        this.shift = shift;
        this.port = shift + 30;
        this.command = new ArrayList<>(java);
        command.addAll(
                List.of(
                        "--passerelle.data=" + data,
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--passerelle.gateway.address=127.0.0.1",
                        "--passerelle.gateway.port-shift=" + shift,
                        "--passerelle.simulator.demo=true",
                        "--passerelle.simulator.sims=" + cards,
                        "--passerelle.simulator.terminals=0",
                        "--passerelle.simulator.server-port=" + (shift + 50),
                        "--passerelle.relay.accept-rate=100000",
                        "--passerelle.relay.accept-burst=100000",
                        "--logging.threshold.console=WARN"));
        command.addAll(settings);
        this.process = launch();
        try {
            awaitReady();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Where it keeps its data. */
    public Path data() {
        return data;
    }

    /** A port as the gateway has it. */
    public int at(int fieldPort) {
        return fieldPort + shift;
    }

    /** Its process, as it is now. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Where the REST API is. */
    public String api() {
        return "http://127.0.0.1:" + port + "/api/v1";
    }

    /** A token that may do everything. */
    public String token() throws IOException {
        for (String line : Files.readAllLines(data.resolve("demo.env"))) {
            if (line.startsWith("API_TOKEN='")) {
                return line.substring("API_TOKEN='".length(), line.length() - 1);
            }
        }
        throw new IOException("demo.env has no token");
    }

    /** What the REST API answers to the operator. */
    public String asks(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(api() + path))
                        .header("Authorization", "Bearer " + token())
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** Starts a second one on the same data, and returns what it says while it is refused. */
    public String startAnother() throws IOException, InterruptedException {
        Process second = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (second.waitFor() == 0) {
            throw new IOException("it ran:\n" + said);
        }
        return said;
    }

    /** Kills the process: nothing of it runs another instruction. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Starts it again; {@link #awaitReady} tells when it serves. */
    public void start() throws IOException {
        process = launch();
    }

    /** The first process of its database, unless it is gone. */
    public Optional<ProcessHandle> postgres() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Its database, as long as that runs. */
    public String jdbcUrl() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        return "jdbc:postgresql://127.0.0.1:"
                + lines.get(3).strip()
                + "/postgres?user=passerelle&connectTimeout=5&socketTimeout=60&password="
                + Files.readString(data.resolve("postgres.password")).strip();
    }

    /**
     * Waits until it serves.
     *
     * @throws IOException when it ends instead, or takes too long
     */
    public void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            if (isReady()) {
                return;
            }
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "Passerelle ended with status " + process.exitValue() + ":\n" + said());
            }
        }
        throw new IOException("Passerelle is not ready:\n" + said());
    }

    private boolean isReady() {
        try {
            var ask =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/ready")
                                    .toURL()
                                    .openConnection();
            ask.setConnectTimeout(1_000);
            ask.setReadTimeout(5_000);
            return ask.getResponseCode() == 200 && Files.exists(data.resolve("demo.env"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it said on its console since the first start. */
    public String said() throws IOException {
        return Files.exists(console()) ? Files.readString(console()) : "";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
                .start();
    }

    private Path console() {
        return data.resolveSibling(data.getFileName() + ".log");
    }
}
