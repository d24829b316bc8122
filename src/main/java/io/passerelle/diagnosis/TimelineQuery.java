package io.passerelle.diagnosis;

import io.passerelle.foundation.Visible;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a card are wanted, newest first.
 *
 * @param since at or after; null for all
 * @param until before; null for all
 * @param behind the place behind which to go on; null to start with the newest
 */
public record TimelineQuery(
        UUID simId,
        Visible visible,
        Set<TimelineKind> kinds,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable TimelineMark behind) {

    /** Copies. */
    public TimelineQuery {
        kinds = Set.copyOf(kinds);
    }

    /** The same behind another place. */
    TimelineQuery behind(TimelineMark mark) {
        return new TimelineQuery(simId, visible, kinds, since, until, mark);
    }
}
