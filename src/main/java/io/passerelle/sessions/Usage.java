package io.passerelle.sessions;

/**
 * What a session carried since it started; counters only ever rise.
 *
 * @param octetsIn received from the terminal
 * @param octetsOut sent to the terminal
 */
public record Usage(long octetsIn, long octetsOut, long packetsIn, long packetsOut) {

    private static final long COUNTER = 0xffff_ffffL;

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

    /**
     * What a report says that is later than this. Counters of 32 bits begin anew after
     * 4,294,967,295 (RFC 2869 section 5.1): one that fell by more than half of that went round, so
     * that a report every interval loses nothing below 2 GiB an interval; one that fell by less is
     * left as it was. Packets have no more than 32 bits ever.
     *
     * @param wideIn whether the report's {@code octetsIn} count beyond 32 bits themselves
     * @param wideOut whether its {@code octetsOut} do
     */
    public Usage followedBy(Usage reported, boolean wideIn, boolean wideOut) {
        return new Usage(
                wideIn
                        ? Math.max(octetsIn, reported.octetsIn)
                        : onwards(octetsIn, reported.octetsIn),
                wideOut
                        ? Math.max(octetsOut, reported.octetsOut)
                        : onwards(octetsOut, reported.octetsOut),
                onwards(packetsIn, reported.packetsIn),
                onwards(packetsOut, reported.packetsOut));
    }

    /** Serial number arithmetic (RFC 1982 section 3.2). */
    private static long onwards(long known, long reported) {
        if (reported >= known) {
            return reported;
        }
        long step = (reported - known) & COUNTER;
        return step <= COUNTER / 2 ? known + step : known;
    }

    /** Bytes both ways. */
    public long octets() {
        return octetsIn + octetsOut;
    }
}
