package io.passerelle.testing;

import io.passerelle.store.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Unpacking PostgreSQL, making its data and migrating them takes seconds, and a run of all tests
 * needs a dozen servers. The first process that makes one keeps a copy of its home in the build
 * folder for the others.
 */
public final class KeptServer {

    private static final Path FOLDER = Path.of("target", "test-postgres");

    /** How long a copy may be in use: longer than a run of all tests. */
    private static final Duration USED = Duration.ofDays(1);

    private KeptServer() {}

    /** What is done to a server whose data are new. */
    @FunctionalInterface
    interface Preparation {
        void of(PostgresServer server) throws IOException;
    }

    /** Starts a prepared server in an empty folder. */
    static PostgresServer startIn(Path home, Preparation preparation) throws IOException {
        Path kept = kept();
        if (Files.isDirectory(kept)) {
            copy(kept, home);
        } else {
            try (var server = PostgresServer.startIn(home)) {
                preparation.of(server);
            }
            keep(home, kept);
        }
        return PostgresServer.startIn(home);
    }

    /** Spares a server that will be started in this folder the unpacking of its programs. */
    public static void unpackIn(Path home) {
        try {
            Path programs = kept().resolve("pgsql");
            if (Files.isDirectory(programs)) {
                copy(programs, Files.createDirectories(home).resolve("pgsql"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Path home, Path kept) throws IOException {
        Path folder = Files.createDirectories(FOLDER);
        dropOld(folder);
        Path copy = Files.createTempDirectory(folder, "making");
        copy(home, copy);
        try {
            Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException anotherWasQuicker) {
            run("rm", "-rf", copy.toString());
        }
    }

    /**
     * Copies of other days and migrations, and what a process left that was ended while copying.
     */
    private static void dropOld(Path folder) throws IOException {
        Instant old = Instant.now().minus(USED);
        try (Stream<Path> copies = Files.list(folder)) {
            for (Path copy : copies.toList()) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(old)) {
                    run("rm", "-rf", copy.toString());
                }
            }
        }
    }

    /** With links, owners and rights, as Java's own copies are not. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        run("cp", "-a", from + "/.", to.toString());
    }

    private static void run(String... command) {
        Program.Result result = Program.run("", List.of(command));
        if (result.status() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
    }

    /** Of these migrations and this day: they make the parts of the weeks around it. */
    private static Path kept() throws IOException {
        URL migrations = KeptServer.class.getClassLoader().getResource("db/migration");
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(migrations).toURI()))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            String day = LocalDate.now(ZoneOffset.UTC).toString();
            return FOLDER.resolve(day + "-" + HexFormat.of().formatHex(digest.digest(), 0, 8));
        } catch (URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
