package io.passerelle.sims;

import java.util.List;

/**
 * What became of a file of SIM cards. Either every line came in or none.
 *
 * @param dryRun everything was checked and nothing was to be kept
 * @param imported the cards are in
 * @param lines lines with a card, without header and empty ones
 * @param accepted lines without a fault
 * @param rejected lines with at least one fault; more than none, and nothing is imported
 * @param warnings oddities of lines that are taken all the same
 * @param problems faults and oddities by line, at most {@link #MOST_PROBLEMS}
 * @param problemsTotal how many there are, told or not
 */
public record ImportReport(
        boolean dryRun,
        boolean imported,
        long lines,
        long accepted,
        long rejected,
        long warnings,
        List<ImportProblem> problems,
        long problemsTotal) {

    /** How many problems a report tells; who has more has one mistake made a thousand times. */
    public static final int MOST_PROBLEMS = 1_000;

    /** Copies the problems. */
    public ImportReport {
        problems = List.copyOf(problems);
    }
}
