package io.passerelle.usage;

import io.passerelle.sims.ImportReport;

/**
 * What became of a file of invoice records, or would.
 *
 * @param lines what is wrong with which line; either every line came in or none
 */
public record InvoiceReport(ImportReport lines, Counts counts) {

    /**
     * What its lines are to the records there are.
     *
     * @param added of periods nothing was known of
     * @param replaced other bytes, or another label, of a period that was known
     * @param unchanged known already
     * @param leftOut of cards that pass through the gateway, which counts them itself
     */
    public record Counts(long added, long replaced, long unchanged, long leftOut) {

        /** Of a file with faults. */
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }
}
