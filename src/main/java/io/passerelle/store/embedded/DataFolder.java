package io.passerelle.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * The folder of everything that must survive. It names subscribers and holds keys, so it is closed
 * to other users of the machine, logs included; what its owner granted to a group stays. As root
 * its group is the one PostgreSQL runs as, which may pass through and not look.
 */
public final class DataFolder {

    private static final int STICKY = 01000;

    private DataFolder() {}

    /**
     * The folder, made if need be, and closed. A folder that is meant for all users, such as {@code
     * /tmp}, is left as it is.
     */
    public static Path closed(Path home) throws IOException {
        Path folder = Files.createDirectories(home.toAbsolutePath().normalize());
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        int owner = (int) Files.getAttribute(folder, "unix:uid");
        if ((mode & STICKY) != 0) {
            return folder;
        }
        Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        rights.remove(PosixFilePermission.OTHERS_READ);
        rights.remove(PosixFilePermission.OTHERS_WRITE);
        rights.remove(PosixFilePermission.OTHERS_EXECUTE);
        if (Unprivileged.isNeeded()) {
            Unprivileged.letThrough(folder);
            rights.remove(PosixFilePermission.GROUP_READ);
            rights.remove(PosixFilePermission.GROUP_WRITE);
            rights.add(PosixFilePermission.GROUP_EXECUTE);
        } else if (owner != (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) {
            return folder; // somebody else's, who decides
        }
        Files.setPosixFilePermissions(folder, rights);
        return folder;
    }
}
