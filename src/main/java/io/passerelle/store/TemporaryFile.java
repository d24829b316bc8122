package io.passerelle.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of {@link TemporaryFiles}, there until it is closed.
 *
 * @param path where it is
 */
public record TemporaryFile(Path path) implements AutoCloseable {

    /** Its bytes, from the start. */
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** Its size. */
    public long bytes() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets it; when that fails, the next start does. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException theNextStartEmptiesTheFolder) {
            path.toFile().deleteOnExit();
        }
    }
}
