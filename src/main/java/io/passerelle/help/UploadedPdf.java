package io.passerelle.help;

import io.passerelle.foundation.Refused;
import io.passerelle.store.TemporaryFile;
import io.passerelle.store.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A PDF file somebody sent, looked at and found harmless; on disk until it is closed.
 *
 * @param kept where it is
 * @param bytes its size
 * @param pages how many pages it has
 * @param sha256 in hexadecimal digits
 */
public record UploadedPdf(TemporaryFile kept, long bytes, int pages, String sha256)
        implements AutoCloseable {

    private static final long MEBIBYTE = 1_048_576;

    /**
     * Takes what is sent, piece by piece.
     *
     * @param most how many bytes it may have
     * @throws Refused when it is longer, no PDF file, or one that does things by itself
     * @throws IOException when it cannot be read to its end or kept
     */
    public static UploadedPdf receive(TemporaryFiles files, InputStream sent, long most)
            throws IOException {
        MessageDigest digest = newDigest();
        TemporaryFile kept =
                files.keep(
                        new DigestInputStream(sent, digest),
                        (bytes, took) -> {
                            if (bytes > most) {
                                throw Refused.field("file", "pdf.large", most / MEBIBYTE);
                            }
                        });
        boolean taken = false;
        try {
            String sha256 = HexFormat.of().formatHex(digest.digest());
            var pdf = new UploadedPdf(kept, kept.bytes(), PdfCheck.pages(kept.path()), sha256);
            taken = true;
            return pdf;
        } finally {
            if (!taken) {
                kept.close();
            }
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Where it is. */
    Path path() {
        return kept.path();
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
