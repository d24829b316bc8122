package io.passerelle.benchmarks.bulk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file of actions: labels of all cards, then their tags, protection, dates, locks, and the
 * rest for cards nobody has; or all that is done to a card in lines beside each other.
 */
final class ActionFile {

    private static final List<String> ACTIONS =
            List.of(
                    "label;Benchmark",
                    "tags;benchmark",
                    "protection;on",
                    "expiry;2045-01-31 suspend",
                    "device;490154203237518");

    private ActionFile() {}

    /**
     * Writes it.
     *
     * @param request what is asked of the mobile operator for each card, in the end
     * @param byCard all lines of a card beside each other
     */
    static void write(Path file, int lines, int cards, String request, boolean byCard)
            throws IOException {
        List<String> actions = new ArrayList<>(ACTIONS);
        actions.add(request + ";");
        int known = actions.size() * cards;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("iccid;action;parameter\n");
            for (int i = 0; i < lines; i++) {
                int action = i >= known ? 0 : byCard ? i % actions.size() : i / cards;
                long card =
                        i >= known
                                ? 500_000_000L + i
                                : 1L + (byCard ? i / actions.size() : i % cards);
                out.write("8933%015d;%s%n".formatted(card, actions.get(action)));
            }
        }
    }
}
