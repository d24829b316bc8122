package io.passerelle.connections;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What came of one attempt to reach a destination. Bundle key {@code attempt.<key>}. */
public enum AttemptOutcome {
    /** It answered. */
    CONNECTED,
    /** Nothing listens there. */
    REFUSED,
    /** The network has no way to it. */
    UNREACHABLE,
    /** It did not answer in time. */
    TIMED_OUT,
    /** Its name does not resolve and never did. */
    UNRESOLVED,
    /** The address is internal and the operator has not approved it (SPEC M2M-26). */
    NOT_ALLOWED,
    /** Every egress link towards it is down, and nothing may take its place (SPEC M2M-27). */
    LINK_DOWN,
    /** It answers, but not with TLS. */
    TLS_FAILED,
    /** Anything else. */
    FAILED;

    /** Lower case with underscores. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What a failed connect says; works for the JDK's and Netty's exceptions, which extend them.
     */
    public static AttemptOutcome of(Throwable failure) {
        return switch (failure) {
            case UnknownHostException ignored -> UNRESOLVED;
            case NoRouteToHostException ignored -> UNREACHABLE;
            case PortUnreachableException ignored -> UNREACHABLE;
            case SocketTimeoutException ignored -> TIMED_OUT;
            case SSLException ignored -> TLS_FAILED;
            case ConnectException e -> ofText(e);
            default -> ofText(failure);
        };
    }

    /** Native transports and the JDK tell some cases by the text of the error number only. */
    private static AttemptOutcome ofText(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (name.equals("ConnectTimeoutException") || text.contains("timed out")) {
            return TIMED_OUT;
        }
        if (text.contains("unreachable") || text.contains("no route")) {
            return UNREACHABLE;
        }
        return text.contains("refused") ? REFUSED : FAILED;
    }
}
