package io.passerelle.simulator;

import java.time.Instant;
import java.util.UUID;

/**
 * Identifiers that are the same at every start: shaped as version 7 (RFC 9562 section 5.7), with
 * the kind and number of the object where randomness would be.
 */
final class DemoIds {

    private static final long MADE_AT = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();

    private DemoIds() {}

    /** What an identifier names. */
    enum Kind {
        ORGANISATION,
        ACCOUNT,
        ACCESS_POINT,
        NAS,
        GROUP,
        SIM,
        ROUTE,
        APPROVAL
    }

    static UUID of(Kind kind, int number) {
        long high = MADE_AT << 16 | 0x7000 | kind.ordinal();
        return new UUID(high, 0x8000_0000_0000_0000L | number);
    }
}
