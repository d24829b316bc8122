package io.passerelle.sessions;

/** Who is told, in the transaction that writes sessions down, that one came or ended. */
public interface SessionTurns {

    /** Nobody. */
    SessionTurns UNTOLD =
            new SessionTurns() {
                @Override
                public boolean areWanted(SessionRecord record) {
                    return false;
                }

                @Override
                public void turned(SessionRecord record, boolean opened, boolean closed) {
                    // nobody is told
                }
            };

    /** Whether anybody wants to know of this session; costs nothing that matters. */
    boolean areWanted(SessionRecord record);

    /**
     * The session's row changed.
     *
     * @param opened it has a row now
     * @param closed its row has an end now
     */
    void turned(SessionRecord record, boolean opened, boolean closed);
}
