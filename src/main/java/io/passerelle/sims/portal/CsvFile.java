package io.passerelle.sims.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file somebody sent, on disk for as long as the import window needs it.
 *
 * @param name what it was called there
 * @param path where it is here
 */
record CsvFile(String name, Path path) {

    /** The most bytes of one file; two million lines fit. */
    static final long MOST_BYTES = 400L * 1024 * 1024;

    private static final int PIECE = 64 * 1024;

    /** Takes what is sent, piece by piece; empty when it is more than a file may have. */
    static Optional<CsvFile> received(String name, InputStream sent) throws IOException {
        Path path = Files.createTempFile("passerelle-import-", ".csv");
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(path)) {
            whole = copy(sent, out);
        } finally {
            if (!whole) {
                Files.deleteIfExists(path);
            }
        }
        return whole ? Optional.of(new CsvFile(name, path)) : Optional.empty();
    }

    private static boolean copy(InputStream sent, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int read = sent.read(piece); read >= 0; read = sent.read(piece)) {
            bytes += read;
            if (bytes > MOST_BYTES) {
                return false;
            }
            out.write(piece, 0, read);
        }
        return true;
    }

    /** Its bytes, from the start. */
    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** Forgets it. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException theSystemCleansItsTemporaryFolder) {
            path.toFile().deleteOnExit();
        }
    }
}
