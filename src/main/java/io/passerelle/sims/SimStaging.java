package io.passerelle.sims;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Where the lines of a file wait in the store until all of them are known to be good. */
public interface SimStaging {

    /**
     * Runs an import in one transaction.
     *
     * @param keep whether the transaction may be kept at all; false for a dry run
     * @param work tells in its report whether the cards are to be kept
     */
    ImportReport within(boolean keep, Function<Batch, ImportReport> work);

    /** The lines of one import. Used in the order of its methods. */
    interface Batch {

        /** Takes one line; a faulty one takes part in comparisons only. */
        void add(SimLine line);

        /**
         * Compares the lines with each other and with what the store has.
         *
         * @param organisation whose cards they become
         * @return how many of the lines taken have a fault, whoever found it
         */
        long compare(UUID organisation, ProblemList problems);

        /**
         * Writes the cards; in a dry run into a table like the real one that nobody else sees, so
         * that a rehearsal of a million lines leaves no dead rows behind.
         *
         * @param progress told how many lines are written
         */
        void write(UUID organisation, LongConsumer progress);

        /** The cards that were written. */
        List<UUID> written();
    }
}
