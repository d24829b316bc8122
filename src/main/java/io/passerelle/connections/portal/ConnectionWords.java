package io.passerelle.connections.portal;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/** Connections in words. */
@NamedInterface("words")
public final class ConnectionWords {

    private ConnectionWords() {}

    /** How far an open one has come. */
    public static Cell phase(EndReason.Phase phase) {
        return Cell.badge(
                Texts.text("connections.phase", phase),
                phase == EndReason.Phase.RELAYING ? Tone.GOOD : Tone.INFO);
    }

    /** One whose destination is lost, and when that will have it ended. */
    static Cell draining(String until) {
        return Cell.badge(Texts.text("connections.draining"), Tone.WARN)
                .withTooltip(Texts.text("connections.draining.until", until));
    }

    /** How one ended, with the reason in more words under the pointer. */
    static Cell end(EndReason reason) {
        return Cell.badge(Texts.text("end." + reason.key()), tone(reason))
                .withTooltip(Texts.text("connections.why." + reason.key()));
    }

    /** How a record ended, and how many connections it stands for if that is more than one. */
    public static Cell end(ConnectionRecord record) {
        EndReason reason = record.endReason();
        return record.times() == 1
                ? end(reason)
                : Cell.badge(
                                Texts.text("end." + reason.key()) + " × " + record.times(),
                                tone(reason))
                        .withTooltip(Texts.text("connections.why." + reason.key()));
    }

    /** What came of an attempt. */
    static Cell outcome(AttemptOutcome outcome) {
        return Cell.badge(
                Texts.text("attempt." + outcome.key()),
                outcome == AttemptOutcome.CONNECTED ? Tone.GOOD : Tone.BAD);
    }

    /** An amount of data. */
    static Cell amount(long bytes) {
        return Cell.of(Bytes.text(bytes)).styled("nums");
    }

    /** An address; empty for none. */
    static Cell address(@Nullable InetAddress address) {
        return address == null ? Cell.NONE : Cell.mono(address.getHostAddress());
    }

    private static Tone tone(EndReason reason) {
        return switch (reason) {
            case CLIENT_CLOSED, DESTINATION_CLOSED -> Tone.NEUTRAL;
            case SESSION_ENDED,
                    SIM_BARRED,
                    CUT,
                    DESTINATION_REMOVED,
                    DRAINED_AFTER_REMOVAL,
                    GATEWAY_STOPPED ->
                    Tone.INFO;
            case CLIENT_RESET,
                    DESTINATION_RESET,
                    IDLE_TIMEOUT,
                    TOTAL_TIMEOUT,
                    DESTINATION_DOWN,
                    DRAINED_AFTER_FAILURE,
                    GATEWAY_FAILED,
                    CLIENT_GONE_WHILE_CONNECTING ->
                    Tone.WARN;
            case NO_SESSION,
                    PROXY_HEADER,
                    ACCEPT_RATE,
                    OVERLOADED,
                    LIMIT_DIALLING,
                    LIMIT_TOTAL,
                    SIM_NOT_ADMITTED,
                    SIM_WITHOUT_ROUTES,
                    LIMIT_SIM,
                    LIMIT_GROUP,
                    NO_ROUTE,
                    NO_DESTINATION_ALLOWED,
                    ALL_DESTINATIONS_FAILED,
                    DIAL_TIMEOUT,
                    FAULT ->
                    Tone.BAD;
        };
    }
}
