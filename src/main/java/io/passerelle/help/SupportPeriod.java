package io.passerelle.help;

/** The three parts of the week the support is told apart by (HELP-2). */
public enum SupportPeriod {
    /** Working days, such as from 9 to 18. */
    DAY,
    /** Working days before and after, such as from 18 to 9. */
    EVENING,
    /** Saturdays, Sundays and holidays, all day. */
    WEEKEND,
    /** At any time; of lines only. */
    ALWAYS;

    /** Whether somebody who answers then answers in that part of the week. */
    public boolean isAt(SupportPeriod now) {
        return this == now || this == ALWAYS;
    }
}
