package io.passerelle.usage;

import io.passerelle.foundation.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where the values of a series begin, and which of them an hour belongs to. Days and months begin
 * at the whole hour of UTC at or before midnight where the reader lives: exact where the clock
 * differs from UTC by whole hours, also when it is put forward or back; up to 45 minutes early
 * elsewhere. Every hour belongs to one value.
 */
final class Slots {

    /** More than any screen has room for. */
    static final int AT_MOST = 1_500;

    private static final int HOURS = 24;

    private final List<Instant> bounds;
    private final Amount[] amounts;
    private final boolean[] heard;

    private Slots(List<Instant> bounds) {
        this.bounds = List.copyOf(bounds);
        this.amounts = new Amount[bounds.size() - 1];
        this.heard = new boolean[bounds.size() - 1];
        Arrays.fill(amounts, Amount.NONE);
    }

    /**
     * The empty values between two moments.
     *
     * @throws Refused when the end is not after the beginning, or there are more than 1,500
     */
    static Slots between(Instant from, Instant until, Step step, ZoneId zone) {
        if (!until.isAfter(from)) {
            throw Refused.field("to", "usage.backwards");
        }
        if (atLeast(from, until, step) > AT_MOST) {
            throw Refused.field("step", "usage.tooFine", AT_MOST);
        }
        List<Instant> bounds = new ArrayList<>();
        Instant bound = floor(from, step, zone);
        bounds.add(bound);
        while (bound.isBefore(until)) {
            bound = next(bound, step, zone);
            bounds.add(bound);
        }
        return new Slots(bounds);
    }

    private static long atLeast(Instant from, Instant until, Step step) {
        long hours = Duration.between(from, until).toHours();
        return switch (step) {
            case HOUR -> hours;
            case DAY -> hours / HOURS;
            case MONTH -> hours / HOURS / 31;
        };
    }

    private static Instant floor(Instant at, Step step, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        Instant floor =
                switch (step) {
                    case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
                    case DAY -> startOf(day, zone);
                    case MONTH -> startOf(day.withDayOfMonth(1), zone);
                };
        // the last half hour before midnight may belong to the day that begins there
        Instant following = next(floor, step, zone);
        return following.isAfter(at) ? floor : following;
    }

    private static Instant next(Instant bound, Step step, ZoneId zone) {
        if (step == Step.HOUR) {
            return bound.plus(1, ChronoUnit.HOURS);
        }
        // an hour later it is that day wherever the bound was put before midnight
        LocalDate day = bound.plus(1, ChronoUnit.HOURS).atZone(zone).toLocalDate();
        return startOf(
                step == Step.DAY ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1), zone);
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().truncatedTo(ChronoUnit.HOURS);
    }

    Instant from() {
        return bounds.getFirst();
    }

    Instant until() {
        return bounds.getLast();
    }

    /** Adds what is stored; what lies outside is left out. */
    Slots with(Counts counts) {
        counts.each(this::add);
        return this;
    }

    private void add(Instant at, Amount amount) {
        if (at.isBefore(from()) || !at.isBefore(until())) {
            return;
        }
        int found = Collections.binarySearch(bounds, at);
        int slot = found >= 0 ? found : -found - 2;
        amounts[slot] = amounts[slot].plus(amount);
        heard[slot] = true;
    }

    List<Slot> list() {
        List<Slot> slots = new ArrayList<>(amounts.length);
        for (int i = 0; i < amounts.length; i++) {
            slots.add(new Slot(bounds.get(i), bounds.get(i + 1), heard[i], amounts[i]));
        }
        return slots;
    }
}
