package io.passerelle.sessions.portal;

import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.TerminateCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** Sessions in words. */
@NamedInterface("words")
public final class SessionWords {

    /**
     * The causes of RFC 2866 section 5.10 that have a text: bundle key {@code
     * sessions.cause.<name>}.
     */
    static final Set<String> CAUSES = Set.copyOf(TerminateCause.NAMES);

    private SessionWords() {}

    /** Open, or how it ended. */
    public static Cell state(Session session) {
        SessionEndReason reason = session.endReason();
        if (session.isOpen() || reason == null) {
            return Cell.badge(Texts.text("sessions.state.open"), Tone.GOOD);
        }
        return Cell.badge(Texts.text("sessions.end", reason), tone(reason))
                .withTooltip(Texts.text("sessions.endWhy", reason));
    }

    /** Why the network ended it; in the RFC's own word where that has no text. */
    public static Cell cause(Session session) {
        String cause = session.terminateCause();
        return CAUSES.contains(cause)
                ? Cell.of(Texts.text("sessions.cause." + cause)).withTooltip(cause)
                : Cell.of(cause);
    }

    /** How long it lasted, or lasts already. */
    public static String duration(Session session) {
        Instant end = session.endedAt() == null ? Instant.now() : session.endedAt();
        Duration length = Duration.between(session.startedAt(), end);
        return Times.length(length.isNegative() ? Duration.ZERO : length);
    }

    /** The same in whole seconds, for exports. */
    static String seconds(Session session) {
        Instant end = session.endedAt() == null ? Instant.now() : session.endedAt();
        return Long.toString(Math.max(0, Duration.between(session.startedAt(), end).toSeconds()));
    }

    private static Tone tone(SessionEndReason reason) {
        return switch (reason) {
            case STOP -> Tone.NEUTRAL;
            case NAS_ON, NAS_OFF, SIM_REUSED -> Tone.INFO;
            case ADDRESS_REUSED, INTERIMS_MISSED -> Tone.WARN;
        };
    }
}
