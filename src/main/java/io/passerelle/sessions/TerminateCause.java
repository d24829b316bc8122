package io.passerelle.sessions;

import java.util.List;
import java.util.Optional;

/** Why a network access server ended a session: Acct-Terminate-Cause (RFC 2866 section 5.10). */
public final class TerminateCause {

    /** In the order of their numbers, from 1 on. */
    public static final List<String> NAMES =
            List.of(
                    "User-Request",
                    "Lost-Carrier",
                    "Lost-Service",
                    "Idle-Timeout",
                    "Session-Timeout",
                    "Admin-Reset",
                    "Admin-Reboot",
                    "Port-Error",
                    "NAS-Error",
                    "NAS-Request",
                    "NAS-Reboot",
                    "Port-Unneeded",
                    "Port-Preempted",
                    "Port-Suspended",
                    "Service-Unavailable",
                    "Callback",
                    "User-Error",
                    "Host-Request");

    private TerminateCause() {}

    /** The name in the RFC, the number where it has none, empty when no cause was given. */
    public static String of(Optional<Long> cause) {
        return cause.map(number ->
                        number >= 1 && number <= NAMES.size()
                                ? NAMES.get(number.intValue() - 1)
                                : Long.toString(number))
                .orElse("");
    }
}
