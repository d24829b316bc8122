package io.passerelle.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a killed process left running of its server. */
final class LeftServer {

    /** Processes of a server whose first process is gone notice that within milliseconds. */
    private static final Duration ORPHANS_MAY_LIVE = Duration.ofSeconds(5);

    private static final Duration ENDING = Duration.ofSeconds(30);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path data;

    /**
     * @param data the server's data folder
     */
    LeftServer(Path data) {
        this.data = data;
    }

    /** What has become of the first process. */
    enum State {
        GONE,
        RUNNING,
        ANOTHER_PROGRAM
    }

    /** What has become of the process that a pid file names; waits for one that is just ending. */
    State look(Path pidFile) throws IOException {
        long end = System.nanoTime() + ENDING.toNanos();
        while (true) {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            if (lines.isEmpty()) {
                return State.GONE;
            }
            String command = command(lines.getFirst().strip());
            if (command == null) {
                return State.GONE;
            }
            if (!command.isEmpty()) {
                return command.contains(data.toString()) ? State.RUNNING : State.ANOTHER_PROGRAM;
            }
            if (System.nanoTime() - end >= 0) {
                return State.GONE; // a process without memory: nobody asks it for its end
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    /** Null when there is no such process, empty when it is just ending. */
    private static @Nullable String command(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "cmdline"));
        } catch (IOException gone) {
            return null;
        }
    }

    /**
     * Waits for processes without a first one: they hold the shared memory, and as long as one of
     * them lives no other server starts. One that hangs is ended.
     */
    void awaitOrphans() {
        long end = System.nanoTime() + ORPHANS_MAY_LIVE.toNanos();
        while (!orphans().isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK);
        }
        endOrphans();
    }

    /** Ends them at once. */
    void endOrphans() {
        orphans().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> orphans() {
        return ProcessHandle.allProcesses().filter(this::isOfThisServer).toList();
    }

    /** PostgreSQL's processes work in the data folder; somebody's shell may be there, too. */
    private boolean isOfThisServer(ProcessHandle process) {
        if (process.info().command().filter(name -> name.endsWith("/postgres")).isEmpty()) {
            return false;
        }
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"));
            return folder.equals(data.toRealPath());
        } catch (IOException e) {
            return false; // not ours to look at, or gone
        }
    }
}
