package io.passerelle.usage;

/**
 * What was carried.
 *
 * @param octetsIn received from terminals
 * @param octetsOut sent to terminals
 * @param sessions how many were first heard of
 */
public record Amount(long octetsIn, long octetsOut, long sessions) {

    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0, 0);

    /** Bytes both ways. */
    public long octets() {
        return octetsIn + octetsOut;
    }

    /** Both together. */
    public Amount plus(Amount other) {
        return new Amount(
                octetsIn + other.octetsIn, octetsOut + other.octetsOut, sessions + other.sessions);
    }
}
