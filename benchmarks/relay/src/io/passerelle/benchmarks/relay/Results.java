package io.passerelle.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Prints medians and their spread, and keeps every measurement as a line of JSON. */
final class Results {

    private final Path file;
    private final int threads;

    Results(Path file, int threads) {
        this.file = file;
        this.threads = threads;
    }

    /** Keeps a measurement; {@code values} are further JSON members. */
    void keep(String part, String side, String values) throws IOException {
        String line =
                String.format(
                        Locale.ROOT,
                        "{\"at\":\"%s\",\"threads\":%d,\"part\":\"%s\",\"relay\":\"%s\",%s}%n",
                        Instant.now(),
                        threads,
                        part,
                        side,
                        values);
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }

    /** {@code 1.02 [0.98, 1.07]}: the median and, in brackets, the least and the most. */
    static String spread(double[] values) {
        return String.format(
                Locale.ROOT,
                "%.2f [%.2f, %.2f]",
                median(values),
                Arrays.stream(values).min().orElse(0),
                Arrays.stream(values).max().orElse(0));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
