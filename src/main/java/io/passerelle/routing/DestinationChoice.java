package io.passerelle.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Which destination takes a connection, and which come after it (SPEC M2M-22). Pure: what it knows
 * of a destination is its fitness, from 0 (down) over a fraction (coming back) to 1 (working).
 *
 * <p>A destination that does not take its whole share hands the rest <em>equally</em>, not in
 * proportion, to the others of its priority; this holds for one that is down as well as for one
 * that has just failed within the same connection. Only when a priority is used up does the next
 * one follow. Destinations that are down come last, in the same order, because trying a server that
 * is believed dead beats refusing the terminal.
 */
public final class DestinationChoice {

    private DestinationChoice() {}

    /**
     * All destinations in the order in which one connection tries them.
     *
     * @param fitness 0 to 1 for each
     */
    public static <W extends Weighted> List<W> order(
            Collection<W> destinations, ToDoubleFunction<W> fitness, RandomGenerator random) {
        if (destinations.size() == 1) {
            return List.copyOf(destinations);
        }
        List<W> order = new ArrayList<>(destinations.size());
        List<W> lastResort = new ArrayList<>(0);
        for (List<W> level : levels(destinations)) {
            double[] fit = level.stream().mapToDouble(fitness).toArray();
            boolean[] down = new boolean[fit.length];
            for (int i = 0; i < fit.length; i++) {
                down[i] = fit[i] <= 0;
            }
            draw(level, fit, random, order);
            drawOnly(level, down, random, lastResort);
        }
        order.addAll(lastResort);
        return order;
    }

    /**
     * How the connections of one priority are divided: for each destination its part, 0 to 1. They
     * add up to 1, or to 0 when none of them is fit.
     *
     * @param fitness 0 to 1, in the order of the level
     */
    public static double[] parts(List<? extends Weighted> level, double[] fitness) {
        double[] parts = new double[fitness.length];
        boolean anyWhole = Arrays.stream(fitness).anyMatch(f -> f >= 1);
        double sum = 0;
        for (int i = 0; i < parts.length; i++) {
            double share = level.get(i).share();
            double kept = share * Math.clamp(fitness[i], 0, 1);
            parts[i] += kept;
            handOver(share - kept, i, fitness, anyWhole, parts);
        }
        for (double part : parts) {
            sum += part;
        }
        for (int i = 0; sum > 0 && i < parts.length; i++) {
            parts[i] /= sum;
        }
        return parts;
    }

    /** The destinations by priority, the lowest number first, each level in the given order. */
    public static <W extends Weighted> Collection<List<W>> levels(Collection<W> destinations) {
        TreeMap<Integer, List<W>> levels = new TreeMap<>();
        for (W destination : destinations) {
            levels.computeIfAbsent(destination.priority(), p -> new ArrayList<>()).add(destination);
        }
        return levels.values();
    }

    /** Those that work take over; while none works fully, those that are coming back do. */
    private static void handOver(
            double lost, int from, double[] fitness, boolean anyWhole, double[] parts) {
        if (lost <= 0) {
            return;
        }
        int takers = 0;
        for (int i = 0; i < parts.length; i++) {
            takers += takes(i, from, fitness, anyWhole) ? 1 : 0;
        }
        for (int i = 0; i < parts.length; i++) {
            if (takes(i, from, fitness, anyWhole)) {
                parts[i] += lost / takers;
            }
        }
    }

    private static boolean takes(int i, int from, double[] fitness, boolean anyWhole) {
        return i != from && (anyWhole ? fitness[i] >= 1 : fitness[i] > 0);
    }

    /** Draws until no fit one is left: what was drawn counts as failed for the next draw. */
    private static <W extends Weighted> void draw(
            List<W> level, double[] fit, RandomGenerator random, List<W> order) {
        while (true) {
            double[] parts = parts(level, fit);
            int drawn = drawn(parts, random);
            if (drawn < 0) {
                return;
            }
            order.add(level.get(drawn));
            fit[drawn] = 0;
        }
    }

    private static <W extends Weighted> void drawOnly(
            List<W> level, boolean[] wanted, RandomGenerator random, List<W> order) {
        double[] fit = new double[wanted.length];
        for (int i = 0; i < fit.length; i++) {
            fit[i] = wanted[i] ? 1 : 0;
        }
        draw(level, fit, random, order);
    }

    private static int drawn(double[] parts, RandomGenerator random) {
        double point = random.nextDouble();
        int last = -1;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                last = i;
                point -= parts[i];
                if (point < 0) {
                    return i;
                }
            }
        }
        return last; // rounding left a crumb behind the last part
    }
}
