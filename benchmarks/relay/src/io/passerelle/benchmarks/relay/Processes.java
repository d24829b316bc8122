package io.passerelle.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process, and all it started, uses; from Linux's {@code /proc}. */
record Processes(long pid) {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** Seconds of processor time of the process and those it started. */
    double processorSeconds() {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process -> ticks(process.pid()) / TICKS_A_SECOND)
                .sum();
    }

    /** Resident memory of the process alone, in bytes. */
    long residentBytes() {
        return Files.exists(proc(pid, "status"))
                ? lines(proc(pid, "status")).stream()
                                .filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        * 1024
                : 0;
    }

    private static long ticks(long pid) {
        if (!Files.exists(proc(pid, "stat"))) {
            return 0; // it has ended
        }
        String stat = lines(proc(pid, "stat")).getFirst();
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
