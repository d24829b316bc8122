package io.passerelle.sessions.listen;

import io.passerelle.sessions.wire.PacketCode;
import java.util.Locale;

/** Where requests come in, and which. */
enum Door {
    /** UDP 1812. */
    AUTH,
    /** UDP 1813. */
    ACCT,
    /** TCP 2083, for everything; the connection itself says who speaks. */
    RADSEC;

    boolean takes(PacketCode code) {
        return switch (code) {
            case STATUS_SERVER -> true;
            case ACCESS_REQUEST -> this != ACCT;
            case ACCOUNTING_REQUEST -> this != AUTH;
            default -> false;
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
