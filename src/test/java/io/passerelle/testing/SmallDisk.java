package io.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own that is soon full, for what cannot be told otherwise. Mounting needs
 * rights: where they are missing the test is left out.
 */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one of that many bytes below a folder. */
    public static SmallDisk of(Path parent, long bytes) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("small-disk"));
        Program.Result mounted =
                Program.run(
                        "",
                        List.of(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "size=" + bytes + ",mode=0755",
                                "tmpfs",
                                folder.toString()));
        assumeTrue(mounted.status() == 0, "this user may not mount file systems");
        return new SmallDisk(folder);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        assertThat(Program.run("", List.of("umount", "-l", folder.toString())).status()).isZero();
    }
}
