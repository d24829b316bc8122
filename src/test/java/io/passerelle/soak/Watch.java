package io.passerelle.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the process holds while time goes by: resident memory and file descriptors. */
final class Watch {

    private static final double MEMORY_MAY_GROW = 1.25;
    private static final int DESCRIPTORS_MAY_GROW = 100;
    private static final int ENOUGH = 8;

    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param kib resident memory, mapped files included
     */
    private record Sample(long pid, long kib, long descriptors) {}

    /** Looks now; a process that is gone is not looked at. */
    void look(ProcessHandle process) {
        try {
            samples.add(
                    new Sample(process.pid(), resident(process.pid()), descriptors(process.pid())));
        } catch (IOException gone) {
            // between two lives
        }
    }

    /** What grew in the process that is looked at now, as differences; empty for a short life. */
    List<String> growth() {
        List<Sample> life = life();
        if (life.size() < ENOUGH) {
            return List.of();
        }
        List<Sample> early = life.subList(life.size() / 4, life.size() / 2);
        List<Sample> late = life.subList(life.size() * 3 / 4, life.size());
        List<String> grown = new ArrayList<>();
        long before = early.stream().mapToLong(Sample::kib).max().orElse(0);
        long now = late.stream().mapToLong(Sample::kib).min().orElse(0);
        if (now > before * MEMORY_MAY_GROW) {
            grown.add("memory grew from %d to %d MiB".formatted(before >> 10, now >> 10));
        }
        long open = early.stream().mapToLong(Sample::descriptors).max().orElse(0);
        long still = late.stream().mapToLong(Sample::descriptors).min().orElse(0);
        if (still > open + DESCRIPTORS_MAY_GROW) {
            grown.add("file descriptors grew from %d to %d".formatted(open, still));
        }
        return grown;
    }

    @Override
    public String toString() {
        return "memory at most %d MiB, file descriptors at most %d; in the last life %s"
                .formatted(
                        samples.stream().mapToLong(Sample::kib).max().orElse(0) >> 10,
                        samples.stream().mapToLong(Sample::descriptors).max().orElse(0),
                        ends(life()));
    }

    private static String ends(List<Sample> life) {
        return life.isEmpty()
                ? "nothing was looked at"
                : "%d to %d MiB, %d to %d file descriptors"
                        .formatted(
                                life.getFirst().kib() >> 10,
                                life.getLast().kib() >> 10,
                                life.getFirst().descriptors(),
                                life.getLast().descriptors());
    }

    private List<Sample> life() {
        return samples.isEmpty()
                ? List.of()
                : samples.stream().filter(s -> s.pid() == samples.getLast().pid()).toList();
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("gone");
    }

    private static long descriptors(long pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.count();
        }
    }
}
