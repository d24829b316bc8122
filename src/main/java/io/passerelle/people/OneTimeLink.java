package io.passerelle.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link's record; what makes the link itself is known only to whom it was sent.
 *
 * @param usedAt when a password was chosen with it; null while it can be used
 */
public record OneTimeLink(
        UUID id, UUID accountId, Purpose purpose, Instant expiresAt, @Nullable Instant usedAt) {

    /** Why a link was sent. */
    public enum Purpose {
        /** The account is new, or somebody who manages it sent another link. */
        WELCOME(72),
        /** Its owner forgot the password. */
        FORGOTTEN(2);

        private final int hours;

        Purpose(int hours) {
            this.hours = hours;
        }

        /** For how many hours it works. */
        public int hours() {
            return hours;
        }
    }

    /** Whether it works at that moment. */
    boolean isValidAt(Instant moment) {
        return usedAt == null && expiresAt.isAfter(moment);
    }
}
