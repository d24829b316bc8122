package io.passerelle.help;

import java.util.UUID;

/**
 * A telephone number of the support.
 *
 * @param position its place among the others, smallest first
 * @param number as people read and dial it
 * @param hours when somebody answers there
 * @param version counts changes
 */
public record SupportLine(
        UUID id,
        int position,
        String labelFr,
        String labelEn,
        String number,
        SupportPeriod hours,
        int version) {

    /** What is asked of a line. */
    public record Draft(
            int position, String labelFr, String labelEn, String number, SupportPeriod hours) {}

    /** What it is called in the reader's language. */
    public String label(boolean french) {
        return french ? labelFr : labelEn;
    }
}
