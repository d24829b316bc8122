package io.passerelle.sessions;

/**
 * What a session carried since it started; counters only ever rise.
 *
 * @param octetsIn received from the terminal
 * @param octetsOut sent to the terminal
 */
public record Usage(long octetsIn, long octetsOut, long packetsIn, long packetsOut) {

    /** Nothing yet. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /**
     * The greater of each counter: reports that come late, twice or out of order change nothing.
     */
    public Usage atLeast(Usage reported) {
        return new Usage(
                Math.max(octetsIn, reported.octetsIn),
                Math.max(octetsOut, reported.octetsOut),
                Math.max(packetsIn, reported.packetsIn),
                Math.max(packetsOut, reported.packetsOut));
    }

    /** Bytes both ways. */
    public long octets() {
        return octetsIn + octetsOut;
    }
}
