package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a session is in its life; {@link SessionLife} has the legal moves. */
public sealed interface SessionState {

    /** Never heard of, or forgotten. */
    record Unknown() implements SessionState {}

    /**
     * Access was granted; the network access server has not reported the start yet.
     *
     * @param address what the terminal was given; null when the server chooses
     * @param until when the promise lapses and the address is free again
     */
    record Promised(
            UUID id,
            UUID simId,
            UUID nasId,
            @Nullable InetAddress address,
            Instant grantedAt,
            Instant until)
            implements SessionState {}

    /**
     * The terminal is online.
     *
     * @param lastAt the latest moment a report was about
     */
    record Open(SessionFacts facts, Usage usage, Instant lastAt) implements SessionState {}

    /**
     * The terminal is offline; late reports may still raise the counters.
     *
     * @param terminateCause what the network access server gave as its reason, or empty
     */
    record Ended(
            SessionFacts facts,
            Usage usage,
            Instant lastAt,
            Instant endedAt,
            SessionEndReason reason,
            String terminateCause)
            implements SessionState {}
}
