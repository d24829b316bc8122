package io.passerelle.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL programs of the class path into a folder, once per version. */
final class PostgresBinaries {

    /** The version of the artefact; data of another major version cannot be opened with it. */
    static final String VERSION = "18.6";

    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private PostgresBinaries() {}

    /**
     * The folder that holds {@code bin}, {@code lib} and {@code share}.
     *
     * @throws IOException when the class path has no binaries for this processor, or the disk
     *     refuses them
     */
    static Path unpackBelow(Path home) throws IOException {
        Path target = home.resolve("pgsql").resolve(VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        Path unfinished =
                Files.createTempDirectory(
                        Files.createDirectories(Objects.requireNonNull(target.getParent())),
                        "unpacking");
        try (var tar =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(archive(), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, unfinished);
            }
        }
        Files.setPosixFilePermissions(unfinished, READABLE);
        // Moved in one step: a start that dies half way leaves no folder that looks whole.
        return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream archive() throws IOException {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
        InputStream stream = PostgresBinaries.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(
                    "no embedded PostgreSQL for this processor ("
                            + name
                            + "): give a server with passerelle.store.url");
        }
        return stream;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path folder = Objects.requireNonNull(path.getParent());
        Files.createDirectories(folder);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if (folder.endsWith("bin")) {
            Files.setPosixFilePermissions(path, READABLE);
        }
    }
}
