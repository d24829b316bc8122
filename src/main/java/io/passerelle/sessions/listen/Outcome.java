package io.passerelle.sessions.listen;

import io.passerelle.sessions.RadiusStrangers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a packet: a closed list, at once the label in metrics and the word in the log. */
enum Outcome {
    ACCEPTED,
    REJECTED,
    ACCOUNTED,
    STATUS,
    /** Answered again as before. */
    REPEATED,
    /** Dropped: the same request is being worked on. */
    IN_PROGRESS,
    /** Dropped: nobody we know sent it. */
    UNKNOWN_NAS,
    /** Dropped: no RADIUS packet. */
    MALFORMED,
    /** Dropped: made with another secret, or altered. */
    BAD_SIGNATURE,
    /** Dropped: this server's requests must be signed. */
    UNSIGNED,
    /** Dropped: not a request for this port. */
    UNEXPECTED_CODE,
    /** Dropped: an Accounting-Request that does not say what about. */
    INCOMPLETE,
    /** Dropped: it could not be made durable; the server will send it again. */
    NOT_DURABLE,
    /** Dropped: this server sends faster than it may; nothing else was looked at. */
    TOO_FAST,
    /** Dropped: too many requests, of this server or of all, are being worked on. */
    OVERLOADED,
    /** Dropped: a mistake of ours; the log tells. */
    FAULT;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong with the server that sent it; null when nothing is, or it cannot be known. */
    RadiusStrangers.@Nullable Fault fault() {
        return switch (this) {
            case UNKNOWN_NAS -> RadiusStrangers.Fault.UNKNOWN;
            case BAD_SIGNATURE -> RadiusStrangers.Fault.BAD_SECRET;
            case UNSIGNED -> RadiusStrangers.Fault.UNSIGNED;
            default -> null;
        };
    }

    /** Whether somebody should look into it. */
    boolean isSuspicious() {
        return switch (this) {
            case UNKNOWN_NAS,
                    MALFORMED,
                    BAD_SIGNATURE,
                    UNSIGNED,
                    NOT_DURABLE,
                    TOO_FAST,
                    OVERLOADED,
                    FAULT ->
                    true;
            default -> false;
        };
    }
}
