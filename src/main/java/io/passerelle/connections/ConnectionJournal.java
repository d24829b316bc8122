package io.passerelle.connections;

/** Takes the records of connections. Never waits: called on event loops. */
@FunctionalInterface
public interface ConnectionJournal {

    /** Keeps the record of one that ended, or counts it as lost when there is no room for it. */
    void ended(ConnectionRecord ended);

    /**
     * Notes a connection that has a route, so that it leaves a record even if this process is
     * killed.
     *
     * @param connection asked for its bytes while it is open
     * @param soFar its record as it should be if it were cut off now
     */
    default Note opened(LiveConnection connection, ConnectionRecord soFar) {
        return this::ended;
    }

    /** What is noted of an open connection. Used on the connection's event loop. */
    @FunctionalInterface
    interface Note {

        /** It ended; call once. */
        void ended(ConnectionRecord record);

        /** A destination answered: this is the record if it were cut off now. */
        default void carried(ConnectionRecord now) {
            // nothing is noted
        }
    }
}
