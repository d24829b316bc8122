package io.passerelle.sims;

import java.util.List;

/**
 * One line of a job.
 *
 * @param line its number: in the file, or counted from 1
 * @param iccid the card's number as it was given; empty when the line is about none
 * @param action what is to be done, as it was given; empty when the job says it
 * @param parameter what the action needs to know; empty when the job says it
 * @param code why it was refused, for bundle key {@code error.<code>}; empty when nobody did
 * @param arguments values that text names
 */
public record SimJobLine(
        int line,
        String iccid,
        String action,
        String parameter,
        String code,
        List<String> arguments) {

    /** Copies the arguments. */
    public SimJobLine {
        arguments = List.copyOf(arguments);
    }

    /** A line nobody refused yet. */
    static SimJobLine of(int line, String iccid, String action, String parameter) {
        return new SimJobLine(line, iccid, action, parameter, "", List.of());
    }

    /** A line that was refused. */
    SimJobLine refused(String why, List<?> values) {
        return new SimJobLine(
                line, iccid, action, parameter, why, values.stream().map(String::valueOf).toList());
    }

    /** Whether it was refused. */
    public boolean isRefused() {
        return !code.isEmpty();
    }

    /**
     * What became of it.
     *
     * @param reached how far the job has come
     */
    public Result result(int reached) {
        return isRefused() ? Result.REFUSED : line <= reached ? Result.DONE : Result.WAITING;
    }

    /** What became of a line. */
    public enum Result {
        /** Its turn has not come; after the end of the job, it never will. */
        WAITING,
        DONE,
        REFUSED
    }
}
