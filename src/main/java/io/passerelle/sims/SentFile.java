package io.passerelle.sims;

import io.passerelle.foundation.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file that somebody sends, on disk until it is closed: however slowly it comes, nobody waits for
 * it in a transaction.
 *
 * @param path where it is
 */
public record SentFile(Path path) implements AutoCloseable {

    /** The most bytes of one file; two million lines fit. */
    public static final long MOST_BYTES = 400L * 1024 * 1024;

    /** How long one may take to come in. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final long MEBIBYTE = 1_048_576;
    private static final int PIECE = 64 * 1024;

    /**
     * Takes what is sent, piece by piece, up to {@link #MOST_BYTES} within ten minutes.
     *
     * @throws Refused when it is larger or slower
     * @throws IOException when it cannot be read to its end or kept
     */
    public static SentFile receive(InputStream sent) throws IOException {
        return receive(sent, Path.of(System.getProperty("java.io.tmpdir")), MOST_BYTES, LONGEST);
    }

    static SentFile receive(InputStream sent, Path folder, long most, Duration longest)
            throws IOException {
        Path path = Files.createTempFile(folder, "passerelle-sent-", ".csv");
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(path)) {
            copy(sent, out, most, longest);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(path);
            }
        }
        return new SentFile(path);
    }

    private static void copy(InputStream sent, OutputStream out, long most, Duration longest)
            throws IOException {
        long begun = System.nanoTime();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int read = sent.read(piece); read >= 0; read = sent.read(piece)) {
            bytes += read;
            if (bytes > most) {
                throw Refused.field("file", "upload.large", most / MEBIBYTE);
            }
            if (System.nanoTime() - begun > longest.toNanos()) {
                throw Refused.field("file", "upload.slow", longest.toMinutes());
            }
            out.write(piece, 0, read);
        }
    }

    /** Its bytes, from the start. */
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** Forgets it. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException theSystemCleansItsTemporaryFolder) {
            path.toFile().deleteOnExit();
        }
    }
}
