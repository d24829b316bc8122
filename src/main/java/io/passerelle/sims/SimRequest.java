package io.passerelle.sims;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a mobile operator for one card (M2M-5).
 *
 * @param iccid the card's number
 * @param label the card's label
 * @param before the card's status when it was asked: where a refusal leads back to
 * @param comment what the person who asked had to say
 * @param operator the mobile operator's name, as the card has it
 * @param adapter how the operator is reached; empty until it was first tried
 * @param attempts how often it was tried to hand it over
 * @param nextAttemptAt when it is taken up again by itself; null for never
 * @param reference the operator's own name for it
 * @param reason why it was refused or failed, or what came of it late
 * @param newCard of a replacement: the new card, as far as it was named
 * @param newSimId of a replacement that was done: the new card
 */
public record SimRequest(
        UUID id,
        UUID simId,
        String iccid,
        String label,
        UUID organisationId,
        SimAction action,
        RequestState state,
        SimStatus before,
        String comment,
        String askedBy,
        Instant askedAt,
        String operator,
        String adapter,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        String reference,
        @Nullable Instant answeredAt,
        String answeredBy,
        Reason reason,
        NewCard newCard,
        @Nullable UUID newSimId) {

    private static final Duration EFFECTS = Duration.ofHours(1);

    /** Until when what the network was asked about the card is taken for an effect of this. */
    public Instant effectsUntil() {
        return Objects.requireNonNullElseGet(answeredAt, Instant::now).plus(EFFECTS);
    }

    /**
     * Whether a web service may know of it: also while the first call is under way, and after one
     * without an answer.
     */
    boolean mayHaveArrived() {
        boolean told = state == RequestState.SENT || attempts > 0;
        return told && (adapter.equals(SimRequests.REST) || adapter.isEmpty());
    }

    /** One that is just being made. */
    static SimRequest asked(
            UUID id, String by, Sim sim, SimAction action, String comment, NewCard card) {
        return new SimRequest(
                id,
                sim.id(),
                sim.iccid(),
                sim.label(),
                sim.organisationId(),
                action,
                RequestState.PENDING,
                sim.status(),
                comment.strip(),
                by,
                Instant.now(),
                sim.operator(),
                "",
                0,
                null,
                null,
                "",
                null,
                "",
                Reason.NONE,
                card,
                null);
    }
}
