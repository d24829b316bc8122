package io.passerelle.sims;

import io.passerelle.foundation.Refused;
import io.passerelle.store.TemporaryFile;
import io.passerelle.store.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A file of lines that somebody sends, on disk until it is closed.
 *
 * @param kept where it is
 */
public record SentFile(TemporaryFile kept) implements AutoCloseable {

    /** The most bytes of one file; two million lines fit. */
    public static final long MOST_BYTES = 400L * 1024 * 1024;

    /** How long one may take to come in. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final long MEBIBYTE = 1_048_576;

    /**
     * Takes what is sent, up to {@link #MOST_BYTES} within ten minutes.
     *
     * @throws Refused when it is larger or slower
     * @throws IOException when it cannot be read to its end or kept
     */
    public static SentFile receive(TemporaryFiles files, InputStream sent) throws IOException {
        return receive(files, sent, MOST_BYTES, LONGEST);
    }

    static SentFile receive(TemporaryFiles files, InputStream sent, long most, Duration longest)
            throws IOException {
        return new SentFile(
                files.keep(
                        sent,
                        (bytes, took) -> {
                            if (bytes > most) {
                                throw Refused.field("file", "upload.large", most / MEBIBYTE);
                            }
                            if (took.compareTo(longest) > 0) {
                                throw Refused.field("file", "upload.slow", longest.toMinutes());
                            }
                        }));
    }

    /** Its bytes, from the start. */
    public InputStream open() throws IOException {
        return kept.open();
    }

    /** Forgets it. */
    @Override
    public void close() {
        kept.close();
    }
}
