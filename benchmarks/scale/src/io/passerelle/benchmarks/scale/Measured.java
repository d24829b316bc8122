package io.passerelle.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Runs things several times, prints the median and the worst, and keeps all as lines of JSON. */
public final class Measured {

    private final Path file;
    private final String cards;
    private final int rounds;

    public Measured(Path file, String cards, int rounds) {
        this.file = file;
        this.cards = cards;
        this.rounds = rounds;
    }

    /** What is measured. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Measures; once more than counts, so that nothing is the first of its kind.
     *
     * @param limit milliseconds it should stay under; what is over is marked
     */
    public void measure(String who, String what, double limit, Work work) throws Exception {
        double[] millis = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            long start = System.nanoTime();
            work.run();
            if (round >= 0) {
                millis[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        tell(who, what, millis[rounds / 2], millis[rounds - 1], "ms", limit);
    }

    /** Notes something that was measured elsewhere. */
    public void tell(
            String who, String what, double median, double worst, String unit, double limit)
            throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%-9s %-44s %10.1f %10.1f %s%s%n",
                who,
                what,
                median,
                worst,
                unit,
                median > limit ? "   over " + limit : "");
        Files.writeString(
                file,
                String.format(
                        Locale.ROOT,
                        "{\"at\":\"%s\",\"cards\":%s,\"who\":\"%s\",\"what\":\"%s\","
                                + "\"median\":%.2f,\"worst\":%.2f,\"unit\":\"%s\",\"rounds\":%d}%n",
                        Instant.now(),
                        cards,
                        who,
                        what.replace("\"", "'"),
                        median,
                        worst,
                        unit,
                        rounds),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
