package io.passerelle.sessions;

import java.time.Duration;
import java.time.Instant;

/**
 * What bounds sessions.
 *
 * @param refuseOverLimit whether a card with as many open sessions as it may have is refused; else
 *     its new session replaces the oldest, which is what a terminal needs whose stop got lost
 * @param promiseLasts how long an address waits for its session to start
 * @param promisesAtMost how many promises are open at once
 * @param endedRemembered how many ended sessions are kept in memory for late reports
 * @param intervalsMissed after how many silent interim intervals a session is over
 */
public record SessionLimits(
        boolean refuseOverLimit,
        Duration promiseLasts,
        int promisesAtMost,
        int endedRemembered,
        int intervalsMissed) {

    /** What holds unless set otherwise. */
    public static final SessionLimits USUAL =
            new SessionLimits(false, Duration.ofSeconds(120), 100_000, 100_000, 3);

    /**
     * Whether a session has not been heard of for too many intervals.
     *
     * @param listeningSince nothing could be heard before
     */
    boolean isSilent(SessionState.Open open, Instant now, Instant listeningSince) {
        int interval = open.facts().interimSeconds();
        Instant heard = open.lastAt().isAfter(listeningSince) ? open.lastAt() : listeningSince;
        return interval > 0 && heard.plusSeconds((long) interval * intervalsMissed).isBefore(now);
    }
}
