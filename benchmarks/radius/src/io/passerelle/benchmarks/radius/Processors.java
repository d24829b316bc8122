package io.passerelle.benchmarks.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much processor time processes took, from {@code /proc}. */
final class Processors {

    private static final double TICKS = 100; // a second (USER_HZ)

    private Processors() {}

    /** Seconds a process and its children that live took so far; 0 for one that is gone. */
    static double seconds(long pid) {
        return ProcessHandle.of(pid)
                .map(process ->
                        own(pid)
                                + process.descendants()
                                        .mapToDouble(child -> own(child.pid()))
                                        .sum())
                .orElse(0d);
    }

    /** The process among the children of another whose name begins like that; 0 when none. */
    static double seconds(long parent, String name) {
        return ProcessHandle.of(parent)
                .map(ProcessHandle::descendants)
                .orElse(Stream.empty())
                .filter(child -> command(child.pid()).startsWith(name))
                .mapToDouble(child -> own(child.pid()))
                .sum();
    }

    private static String command(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static double own(long pid) {
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        } catch (java.nio.file.NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
