package io.passerelle.usage;

import java.time.LocalDate;
import java.util.List;

/**
 * One stored day (UTC) with its 24 hours.
 *
 * @param heard bit h: something was reported between h:00 and h:59
 */
public record DayCount(
        LocalDate day, int heard, List<Long> in, List<Long> out, List<Integer> sessions) {

    /** Copies, so that nobody changes it later. */
    public DayCount {
        in = List.copyOf(in);
        out = List.copyOf(out);
        sessions = List.copyOf(sessions);
    }

    /** Whether something was reported in that hour, 0 to 23. */
    boolean heardIn(int hour) {
        return (heard & 1 << hour) != 0;
    }

    /** What was carried in that hour, 0 to 23. */
    Amount amountOf(int hour) {
        return new Amount(in.get(hour), out.get(hour), sessions.get(hour));
    }
}
