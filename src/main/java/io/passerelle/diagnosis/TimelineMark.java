package io.passerelle.diagnosis;

import io.passerelle.foundation.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * A place in a timeline: an event without what is known of it.
 *
 * @param at when it happened; of sign-ons and connections to the millisecond, since their
 *     identifiers keep them in order
 * @param id of the row it was read from
 */
public record TimelineMark(Instant at, TimelineKind kind, UUID id) {

    /** The place as a text, for {@link #read}. */
    String cursor() {
        return at + " " + kind + " " + id;
    }

    /**
     * The place a text names.
     *
     * @throws Refused when it names none
     */
    static TimelineMark read(String cursor) {
        try {
            String[] parts = cursor.split(" ", 3);
            if (parts.length == 3) {
                return new TimelineMark(
                        Instant.parse(parts[0]),
                        TimelineKind.valueOf(parts[1]),
                        UUID.fromString(parts[2]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // said below: whoever made it up has no business with the reason
        }
        throw Refused.field("cursor", "cursor.bad");
    }
}
