package io.passerelle.usage;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a subject carried, value after value without a hole between.
 *
 * @param source how it is known
 * @param from the first value's first moment: what was asked for, down to a whole step
 * @param until the last value's end: what was asked for, up to a whole step
 * @param zone where days and months begin
 */
public record Series(
        Subject subject,
        Source source,
        Step step,
        ZoneId zone,
        Instant from,
        Instant until,
        List<Slot> slots) {

    /** Copies, so that nobody changes it later. */
    public Series {
        slots = List.copyOf(slots);
    }

    /** All of it together. */
    public Amount total() {
        return slots.stream().map(Slot::amount).reduce(Amount.NONE, Amount::plus);
    }

    /** Whether nothing was ever reported in it. */
    public boolean isEmpty() {
        return slots.stream().noneMatch(Slot::heard);
    }
}
