package io.passerelle.sims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of an import: all counted, the first ones kept. */
public final class ProblemList {

    private final List<ImportProblem> kept = new ArrayList<>();
    private long total;
    private long warnings;

    /** Counts a problem and keeps it while there is room. */
    public void add(ImportProblem problem) {
        total++;
        if (problem.warning()) {
            warnings++;
        }
        if (kept.size() < 2 * ImportReport.MOST_PROBLEMS) {
            kept.add(problem);
        }
    }

    /** Counts problems that are not told one by one. */
    public void addUntold(long number) {
        total += number;
    }

    long total() {
        return total;
    }

    long warnings() {
        return warnings;
    }

    /** The first ones by line, faults before oddities when there is not room for all. */
    List<ImportProblem> first() {
        List<ImportProblem> chosen = new ArrayList<>(kept);
        chosen.sort(
                Comparator.comparing((ImportProblem p) -> p.warning())
                        .thenComparingLong(ImportProblem::line));
        chosen = chosen.subList(0, Math.min(chosen.size(), ImportReport.MOST_PROBLEMS));
        chosen.sort(Comparator.comparingLong(ImportProblem::line));
        return chosen;
    }
}
