package io.passerelle.store;

/** An entry could not be kept: memory or disk spool of its {@link Journal} are at their limit. */
public final class JournalFull extends RuntimeException {

    /**
     * @param journal its name
     */
    public JournalFull(String journal) {
        super("journal " + journal + " is full", null, false, false);
    }
}
