package io.passerelle.usage.portal;

import io.passerelle.usage.Source;

/** What a chart counts. */
enum Measure {
    /** Bytes each way. */
    BYTES,
    /** Sessions begun. */
    SESSIONS,
    /** Bytes each way, as invoice records tell them (M2M-46). */
    INVOICED;

    /** How it is known. */
    Source source() {
        return this == INVOICED ? Source.INVOICES : Source.GATEWAY;
    }

    /** The same of what is known so: sessions are on no invoice. */
    Measure of(Source source) {
        return source == Source.INVOICES ? INVOICED : this == INVOICED ? BYTES : this;
    }

    /** Whether it counts bytes. */
    boolean isBytes() {
        return this != SESSIONS;
    }
}
