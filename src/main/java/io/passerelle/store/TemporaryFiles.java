package io.passerelle.store;

import io.passerelle.foundation.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * Where files lie that people send, while they are read: however slowly one comes, nobody waits for
 * it in a transaction. They name cards and customers, so nobody but the service's user may look;
 * what a process leaves that is killed while it reads is gone with the next start. The disk is also
 * the one that accounting is acknowledged on: files are refused before they take its room.
 */
public final class TemporaryFiles {

    private static final String NAME = "incoming";
    private static final String OWNER_ONLY = "rwx------";
    private static final int PIECE = 64 * 1024;
    private static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

    /** After so many bytes of a file the disk is looked at again. */
    private static final long UNSEEN_BYTES = 4L * 1024 * 1024;

    private final Path folder;
    private final long most;
    private final long spare;

    private TemporaryFiles(Path folder, long most, long spare) {
        this.folder = folder;
        this.most = most;
        this.spare = spare;
    }

    /** What a file that is still being sent may be. */
    @FunctionalInterface
    public interface Bound {

        /**
         * Looks at how far it is.
         *
         * @throws Refused when it is too much, or takes too long
         */
        void check(long bytes, Duration took);
    }

    /**
     * Those below a data folder, of which none is left.
     *
     * @throws IOException when the folder cannot be made or emptied, or is somewhere else
     */
    public static TemporaryFiles emptiedIn(Path data) throws IOException {
        Path folder = data.toAbsolutePath().normalize().resolve(NAME);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder);
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return new TemporaryFiles(folder, MOST_BYTES, 0);
    }

    /** The same, when all files together may have so many bytes, and so many must stay free. */
    TemporaryFiles within(long all, long free) {
        return new TemporaryFiles(folder, all, free);
    }

    /** The same, when so many bytes of the disk must stay free for others. */
    TemporaryFiles sparing(long free) {
        return within(most, free);
    }

    /** For whoever keeps files by itself. */
    public Path folder() {
        return folder;
    }

    /**
     * Takes what is sent, piece by piece.
     *
     * @throws Refused by the bound, or when there is no room; nothing is kept then
     * @throws IOException when it cannot be read to its end or kept
     */
    public TemporaryFile keep(InputStream sent, Bound bound) throws IOException {
        Path path = Files.createTempFile(folder, "sent-", null);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(path)) {
            copy(sent, out, bound);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(path);
            }
        }
        return new TemporaryFile(path);
    }

    private void copy(InputStream sent, OutputStream out, Bound bound) throws IOException {
        long begun = System.nanoTime();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        long seen = 0;
        for (int read = sent.read(piece); read >= 0; read = sent.read(piece)) {
            bytes += read;
            bound.check(bytes, Duration.ofNanos(System.nanoTime() - begun));
            if (bytes > seen) {
                requireRoom();
                seen = bytes + UNSEEN_BYTES;
            }
            out.write(piece, 0, read);
        }
    }

    /** Counts what lies there, whoever put it there. */
    private void requireRoom() throws IOException {
        long lying = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                lying += file.toFile().length(); // 0 of one that is gone meanwhile
            }
        }
        if (lying >= most || Files.getFileStore(folder).getUsableSpace() < spare) {
            throw Refused.field("file", "upload.full");
        }
    }
}
