package io.passerelle.sessions;

import io.passerelle.sessions.SessionEvent.Concluded;
import io.passerelle.sessions.SessionState.Open;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Which of two sessions lives when both cannot: at one address the one that started later; a card
 * over its limit loses the one that started first. Every node decides alike
 * (docs/decisions/2026-11-21-two-nodes.md). Used under {@link SessionRegistry}'s lock.
 */
final class SessionRivals {

    private final SessionIndex index;
    private final SessionAppender appender;

    SessionRivals(SessionIndex index, SessionAppender appender) {
        this.index = index;
        this.appender = appender;
    }

    /** Whether a session is now where it was not before. */
    static boolean isNewAt(SessionState before, Open opened) {
        return !(before instanceof Open earlier)
                || !Objects.equals(earlier.facts().address(), opened.facts().address());
    }

    /**
     * Of two sessions at one address the later one lives.
     *
     * @param written gets the end of the one that was there, when that is the one to end
     * @return the session that came, which the caller writes down: as it was, or ended
     */
    SessionState settleAddress(Open opened, List<CompletionStage<Void>> written) {
        InetAddress address = opened.facts().address();
        OnlineSession holder = address == null ? null : index.at(address);
        if (holder == null || holder.sessionId().equals(opened.facts().id())) {
            return opened;
        }
        if (holder.isLaterThan(opened.facts())) {
            return SessionLife.after(
                    opened, new Concluded(opened.lastAt(), SessionEndReason.ADDRESS_REUSED));
        }
        if (index.state(holder.sessionId()) instanceof Open loser) {
            written.add(
                    conclude(loser, opened.facts().startedAt(), SessionEndReason.ADDRESS_REUSED));
        }
        return opened;
    }

    /** Ends the sessions of a card that are too many, the first one first. */
    void settleLimit(UUID simId, int limit, Instant at, List<CompletionStage<Void>> written) {
        while (index.openOf(simId) > limit) {
            Open oldest = index.oldestOf(simId);
            if (oldest == null) {
                return;
            }
            written.add(conclude(oldest, at, SessionEndReason.SIM_REUSED));
        }
    }

    /** Ends a session by a rule; completes when that is durable. */
    CompletionStage<Void> conclude(Open open, Instant at, SessionEndReason reason) {
        SessionState ended = SessionLife.after(open, new Concluded(at, reason));
        index.put(open.facts().id(), ended);
        return appender.append(ended);
    }
}
