package io.passerelle.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A durable PostgreSQL server (fsync on, checksums on) that lives as long as this process, even
 * when this process is killed, and is started again when it ends by itself. It listens on 127.0.0.1
 * only and keeps its data below one home folder.
 *
 * <p>As root the server runs under another user, because PostgreSQL refuses root; that user must be
 * able to reach the home folder.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "passerelle";
    private static final Duration READY_WITHIN =
            Duration.ofMinutes(5); // crash recovery may take long
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Path programs;
    private final Path data;
    private final Path log;
    private final String password;
    private final int port;
    private volatile Process process;
    private volatile boolean ready;
    private volatile boolean stopping;

    private PostgresServer(Path programs, Path home, String password) throws IOException {
        this.programs = programs;
        this.data = home.resolve("postgres");
        this.log = home.resolve("postgres.log");
        this.password = password;
        prepare(home);
        this.port = freePort();
        this.process = launch();
        awaitReady();
        ready = true;
    }

    /**
     * Starts the server, creating its data on the first call.
     *
     * @param home an existing or new folder; holds the programs, the data, the log and the
     *     generated password (0600)
     * @throws IOException with the reason in words when the data cannot be opened or the server
     *     does not start
     */
    public static PostgresServer startIn(Path home) throws IOException {
        Path absolute = DataFolder.closed(home);
        return new PostgresServer(
                PostgresBinaries.unpackBelow(absolute), absolute, passwordIn(absolute));
    }

    /** The JDBC address of the server's database. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The owner of the database. */
    public String user() {
        return USER;
    }

    /** The owner's password, generated with the data. */
    public String password() {
        return password;
    }

    /** The server's process id, for whoever must stop or freeze it in a test. */
    public long pid() {
        return process.pid();
    }

    /** Stops the server: clients are cut off, what was committed is on disk. */
    @Override
    public synchronized void close() {
        stopping = true;
        if (!process.isAlive()) {
            return;
        }
        try {
            // SIGINT is PostgreSQL's fast stop; Process.destroy() would send SIGTERM, which waits
            // for clients.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void prepare(Path home) throws IOException {
        if (Unprivileged.isNeeded()) {
            Unprivileged.own(Files.createDirectories(data));
        }
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            run(
                    "initdb",
                    "-D",
                    data.toString(),
                    "-U",
                    USER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + passwordFile(home),
                    "-E",
                    "UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--no-instructions");
            return;
        }
        String major = Files.readString(version).strip();
        if (!PostgresBinaries.VERSION.startsWith(major + ".")) {
            throw new IOException(
                    "the data in "
                            + data
                            + " are of PostgreSQL "
                            + major
                            + ", this release brings "
                            + PostgresBinaries.VERSION);
        }
        clearStalePid();
    }

    /**
     * A server of a killed process that still runs, or is just ending, is stopped; a pid file whose
     * pid now belongs to another program is removed.
     */
    private void clearStalePid() throws IOException {
        Path file = data.resolve("postmaster.pid");
        var left = new LeftServer(data);
        switch (left.look(file)) {
            case RUNNING -> {
                try {
                    run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
                } catch (IOException e) {
                    if (left.look(file) == LeftServer.State.RUNNING) {
                        throw e; // else it ended by itself meanwhile
                    }
                }
            }
            case ANOTHER_PROGRAM -> Files.delete(file);
            case GONE -> {} // PostgreSQL itself removes the file
        }
        left.awaitOrphans();
    }

    private Process launch() throws IOException {
        List<String> command =
                Unprivileged.command(
                        true,
                        program("postgres"),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=60",
                        "-c",
                        "shared_buffers=" + SharedBuffers.here(),
                        "-c",
                        "max_wal_size=2GB",
                        // data that are read again and again are in memory or on a solid disk
                        "-c",
                        "random_page_cost=1.1",
                        "-c",
                        "jit=off", // lists take less time than compiling them does
                        "-c",
                        "timezone=UTC",
                        "-c",
                        "log_destination=stderr",
                        "-c",
                        "search_path=public,ext");
        var started = new CompletableFuture<Process>();
        // The parent-death signal belongs to the thread that forked: this one must live as long as
        // the server does.
        Thread.ofPlatform()
                .daemon(true)
                .name("postgres-parent")
                .start(() -> keep(command, started));
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + command.getFirst(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Starts the server, and starts it again whenever it ends by itself. */
    private void keep(List<String> command, CompletableFuture<Process> started) {
        var restarts = new Restarts(data);
        try {
            for (Process child = spawn(command); child != null; child = again(command, restarts)) {
                process = child;
                started.complete(child);
                int status = child.waitFor();
                if (stopping || !ready) {
                    return;
                }
                System.getLogger(PostgresServer.class.getName())
                        .log(
                                System.Logger.Level.ERROR,
                                "PostgreSQL ended by itself, status {0}; it is started again; see"
                                        + " {1}",
                                status,
                                log);
            }
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries until it can: too many open files now are none later, and nobody else would try. */
    private @Nullable Process again(List<String> command, Restarts restarts)
            throws InterruptedException {
        while (true) {
            restarts.pause();
            try {
                return spawn(command);
            } catch (IOException e) {
                System.getLogger(PostgresServer.class.getName())
                        .log(
                                System.Logger.Level.ERROR,
                                "PostgreSQL cannot be started again yet: {0}",
                                e.toString());
            }
        }
    }

    /** Null once the server is to stop. */
    private synchronized @Nullable Process spawn(List<String> command) throws IOException {
        return stopping
                ? null
                : new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        SQLException last = null;
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IOException("PostgreSQL did not start, see " + log, last);
            }
            try (Connection ignored = DriverManager.getConnection(url(), USER, password)) {
                return;
            } catch (SQLException e) {
                last = e;
                pause();
            }
        }
        close();
        throw new IOException(
                "PostgreSQL was not ready within " + READY_WITHIN + ", see " + log, last);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void run(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(Unprivileged.command(false, program(tool)));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (child.waitFor() != 0) {
                throw new IOException(tool + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String program(String tool) {
        return programs.resolve("bin").resolve(tool).toString();
    }

    private static Path passwordFile(Path home) {
        return home.resolve("postgres.password");
    }

    private static String passwordIn(Path home) throws IOException {
        Path file = passwordFile(home);
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        if (Unprivileged.isNeeded()) {
            Unprivileged.own(file);
        }
        return Files.readString(file).strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
