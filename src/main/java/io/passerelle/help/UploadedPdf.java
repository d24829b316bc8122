package io.passerelle.help;

import io.passerelle.foundation.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A PDF file somebody sent, looked at and found harmless; on disk until it is closed.
 *
 * @param path where it is
 * @param bytes its size
 * @param pages how many pages it has
 * @param sha256 in hexadecimal digits
 */
public record UploadedPdf(Path path, long bytes, int pages, String sha256)
        implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    /**
     * Takes what is sent, piece by piece.
     *
     * @param most how many bytes it may have
     * @throws Refused when it is longer, no PDF file, or one that does things by itself
     * @throws IOException when it cannot be read to its end or kept
     */
    public static UploadedPdf receive(InputStream sent, long most) throws IOException {
        Path path = Files.createTempFile("passerelle-guide-", ".pdf");
        boolean taken = false;
        try {
            MessageDigest digest = newDigest();
            long bytes;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
                bytes = copy(sent, out, most);
            }
            int pages = PdfCheck.pages(path);
            taken = true;
            return new UploadedPdf(path, bytes, pages, HexFormat.of().formatHex(digest.digest()));
        } finally {
            if (!taken) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static long copy(InputStream sent, OutputStream out, long most) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int read = sent.read(piece); read >= 0; read = sent.read(piece)) {
            bytes += read;
            if (bytes > most) {
                throw Refused.field("file", "pdf.large", most / 1_048_576);
            }
            out.write(piece, 0, read);
        }
        return bytes;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
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
