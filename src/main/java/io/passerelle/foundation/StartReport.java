package io.passerelle.foundation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a start found and repaired: every module adds its counts before the node serves. Who runs
 * the node learns it from the log and the list of starts.
 */
public final class StartReport {

    /** 1 when the process before was killed, or its machine failed. */
    public static final String UNEXPECTED = "unexpected_end";

    /** Open sessions taken over. */
    public static final String SESSIONS = "sessions_open";

    /** Those of them whose report was overdue: they get all of their time again. */
    public static final String OVERDUE = "sessions_overdue";

    /** Sessions ended because a later one has their address. */
    public static final String GHOSTS = "sessions_repaired";

    /** Connections that were open when the process before ended. */
    public static final String CUT = "connections_cut";

    /** Connections that had ended, and whose records were still on their way. */
    public static final String ENDED = "connections_ended";

    /** Entries of the journals that had waited on disk. */
    public static final String SPOOLED = "entries_spooled";

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /**
     * Adds a count.
     *
     * @param what one of the constants above; the portal's label is {@code starts.starts.<what>}
     */
    public synchronized void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    /** What was counted so far, in that order. */
    public synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }
}
