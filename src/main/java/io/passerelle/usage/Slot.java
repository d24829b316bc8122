package io.passerelle.usage;

import java.time.Instant;

/**
 * One value of a series.
 *
 * @param from its first moment
 * @param until its end, which is the next one's first moment
 * @param heard whether anything was reported in it: if not it is a gap, and not nothing carried
 */
public record Slot(Instant from, Instant until, boolean heard, Amount amount) {}
