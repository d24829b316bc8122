package io.passerelle.sessions;

import java.util.Locale;

/** How a terminal proved, or tried to prove, who it is. */
public enum AuthenticationMethod {
    /** Password (RFC 2865 section 5.2). */
    PAP,
    /** Challenge and response (RFC 2865 section 5.3). */
    CHAP,
    /** By the IMSI or number the network vouches for. */
    IDENTITY,
    /** Not an attempt to sign on: accounting of a card the platform does not know. */
    ACCOUNTING;

    /**
     * The label in metrics and logs; the text shown is bundle key {@code sessions.method.<name>}.
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
