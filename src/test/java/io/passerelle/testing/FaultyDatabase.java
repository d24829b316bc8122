package io.passerelle.testing;

import io.passerelle.store.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL that everything can happen to. */
public final class FaultyDatabase implements AutoCloseable {

    private final Path home;
    private final FaultyDoor door;
    private volatile PostgresServer server;

    private FaultyDatabase(Path home) throws IOException {
        this.home = home;
        KeptServer.unpackIn(home);
        this.server = PostgresServer.startIn(home);
        this.door = new FaultyDoor(this::port);
    }

    /** Starts one on the machine's disk. */
    public static FaultyDatabase start() {
        try {
            return startIn(Files.createTempDirectory(Path.of("/var/tmp"), "passerelle-faulty"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one with its data in that folder. */
    public static FaultyDatabase startIn(Path home) {
        try {
            return new FaultyDatabase(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings that lead Passerelle to it. */
    public List<String> settings() {
        return List.of(
                "--passerelle.store.url=jdbc:postgresql://127.0.0.1:" + door.port() + "/postgres",
                "--passerelle.store.user=" + server.user(),
                "--passerelle.store.password=" + server.password());
    }

    /** Stops in order; every connection is cut off. */
    public void stops() {
        server.close();
    }

    /** Starts again after {@link #stops()}. */
    public void startsAgain() {
        try {
            server = PostgresServer.startIn(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first process is killed; the others notice, and it is started again. */
    public void isKilled() {
        kill("-KILL", List.of(server.pid()));
    }

    /** Every process of it stands still: connections stay, and are accepted, and nobody answers. */
    public void hangs() {
        kill("-STOP", processes());
    }

    /** Goes on after {@link #hangs()}. */
    public void wakesUp() {
        kill("-CONT", processes());
    }

    /** Every answer takes that much longer. */
    public void isSlowBy(Duration delay) {
        door.delay(delay);
    }

    /** The network swallows everything. */
    public void isUnreachable(boolean unreachable) {
        door.swallow(unreachable);
    }

    /** The numbers in the first row of a query, asked of the real server. */
    public List<Long> numbers(String sql, Object... parameters) {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            ResultSet row = statement.executeQuery();
            row.next();
            List<Long> numbers = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                numbers.add(row.getLong(i));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int port() {
        return Integer.parseInt(server.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private List<Long> processes() {
        ProcessHandle first = ProcessHandle.of(server.pid()).orElseThrow();
        return Stream.concat(Stream.of(first), first.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void kill(String signal, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        Program.run("", command);
    }

    @Override
    public void close() {
        wakesUp();
        door.close();
        server.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(home)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
