package io.passerelle.store;

import java.util.List;

/** Writes the entries of a {@link Journal} to the database. */
@FunctionalInterface
public interface JournalSink<E> {

    /**
     * Writes all entries in one transaction, in order. Writing an entry again must change nothing:
     * after a crash the last entries of the spool come twice.
     */
    void write(List<E> entries) throws Exception;
}
