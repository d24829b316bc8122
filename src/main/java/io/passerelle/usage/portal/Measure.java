package io.passerelle.usage.portal;

/** What a chart counts. */
enum Measure {
    /** Bytes each way. */
    BYTES,
    /** Sessions begun. */
    SESSIONS
}
