package io.passerelle.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The garbage collector's pauses, from the JVM's log ({@code -Xlog:gc:file=…}, a line a pause; with
 * {@code safepoint} also every other stop).
 */
final class Pauses {

    private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9.]+)ms$");

    private final Path log;
    private int seen;

    Pauses(Path log) {
        this.log = log;
    }

    /** The pauses since the last call, in milliseconds, the shortest first. */
    double[] more() throws IOException {
        var lines = Files.readAllLines(log);
        double[] pauses =
                lines.subList(seen, lines.size()).stream()
                        .map(PAUSE::matcher)
                        .filter(Matcher::find)
                        .mapToDouble(found -> Double.parseDouble(found.group(1)))
                        .toArray();
        seen = lines.size();
        Arrays.sort(pauses);
        return pauses;
    }
}
