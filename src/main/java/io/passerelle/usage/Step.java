package io.passerelle.usage;

/** How long one value of a series is. */
public enum Step {
    /** From one whole hour of UTC to the next. */
    HOUR,
    /** A day where the reader lives. */
    DAY,
    /** A calendar month where the reader lives. */
    MONTH
}
