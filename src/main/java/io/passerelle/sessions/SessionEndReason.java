package io.passerelle.sessions;

import java.util.Locale;

/** How a session was closed. No session stays open without one of these coming to pass. */
public enum SessionEndReason {
    /** The network access server said so. */
    STOP(false),
    /** The network access server started anew (Accounting-On). */
    NAS_ON(true),
    /** The network access server is going down (Accounting-Off). */
    NAS_OFF(true),
    /** A later session has the same address. */
    ADDRESS_REUSED(false),
    /** The SIM card opened more sessions than its limit; this was the oldest. */
    SIM_REUSED(false),
    /** Nothing was heard for several interim intervals. */
    INTERIMS_MISSED(true);

    private final boolean revocable;

    SessionEndReason(boolean revocable) {
        this.revocable = revocable;
    }

    /**
     * Whether it was concluded rather than known or decided: a report of later usage then proves
     * that the session lives.
     */
    public boolean isRevocable() {
        return revocable;
    }

    /** The label in metrics and logs; the text shown is bundle key {@code sessions.end.<name>}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
