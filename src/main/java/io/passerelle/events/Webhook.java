package io.passerelle.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an organisation has events sent, its own and those of the organisations below it.
 *
 * @param kinds the ids of the kinds of events that are sent
 * @param enabled whether events are kept for it at all
 * @param version counts changes, for {@link io.passerelle.foundation.Conflict}
 * @param pausedAt since when nothing is sent because the target does not want it; null otherwise
 * @param pausedReason what the target answered
 * @param failures attempts that failed since the last that did not
 * @param failingSince when the first of those was; null while there is none
 * @param succeededAt when the target last took something; null for never
 */
public record Webhook(
        UUID id,
        UUID organisationId,
        String name,
        String url,
        List<String> kinds,
        boolean enabled,
        Instant createdAt,
        String createdBy,
        int version,
        @Nullable Instant pausedAt,
        String pausedReason,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant succeededAt) {

    /** How it fares. */
    public enum State {
        /** Somebody switched it off. */
        OFF,
        /** The target said that it does not want what is sent. */
        PAUSED,
        /** The target does not take what is sent; it is tried again. */
        FAILING,
        /** The target took what was sent last. */
        WORKING,
        /** Nothing was sent yet. */
        UNTRIED
    }

    /** How it fares. */
    public State state() {
        if (!enabled) {
            return State.OFF;
        }
        if (pausedAt != null) {
            return State.PAUSED;
        }
        if (failingSince != null) {
            return State.FAILING;
        }
        return succeededAt == null ? State.UNTRIED : State.WORKING;
    }
}
