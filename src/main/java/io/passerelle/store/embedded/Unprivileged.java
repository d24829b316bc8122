package io.passerelle.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child program runs without root's rights, and dies with its parent, on Linux (util-linux
 * setpriv).
 */
final class Unprivileged {

    /**
     * "nobody" of Debian and its relatives; another uid by the system property
     * passerelle.postgres.uid.
     */
    private static final int UID = Integer.getInteger("passerelle.postgres.uid", 65534);

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private Unprivileged() {}

    static boolean isNeeded() {
        return "root".equals(System.getProperty("user.name"));
    }

    /**
     * The command line that runs the program unprivileged; with {@code bound} it is stopped when
     * its parent dies.
     */
    static List<String> command(boolean bound, String... command) throws IOException {
        List<String> line = new ArrayList<>();
        if (isNeeded()) {
            if (!Files.isExecutable(SETPRIV)) {
                throw new IOException(
                        "as root, the embedded PostgreSQL needs setpriv: apt-get install util-linux");
            }
            line.addAll(
                    List.of(
                            SETPRIV.toString(),
                            "--reuid=" + UID,
                            "--regid=" + UID,
                            "--clear-groups"));
        }
        if (bound && Files.isExecutable(SETPRIV)) {
            // After the change of user, which would clear the signal.
            line.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "INT"));
        }
        line.addAll(List.of(command));
        return line;
    }

    /** Root's folder; the user of PostgreSQL gets through it by its group. */
    static void letThrough(Path folder) throws IOException {
        Files.setAttribute(folder, "unix:uid", 0);
        Files.setAttribute(folder, "unix:gid", UID);
    }

    static void own(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", UID);
        Files.setAttribute(path, "unix:gid", UID);
    }
}
