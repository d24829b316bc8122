package io.passerelle.store;

import java.util.List;

/** Writes the entries of a {@link Journal} to the database. */
@FunctionalInterface
public interface JournalSink<E> {

    /**
     * Writes all entries of a part in one transaction, in order. Writing an entry again must change
     * nothing: after a crash the last entries of the spool come twice.
     */
    void write(List<E> entries) throws Exception;

    /**
     * What of a batch shares a transaction: together all entries, written one list after another. A
     * sink that needs long for some batches holds no rows that long, and is seen to come on.
     */
    default List<List<E>> parts(List<E> entries) {
        return List.of(entries);
    }

    /** This sink, and something that is done after each list it has written. */
    default JournalSink<E> then(Runnable next) {
        JournalSink<E> first = this;
        return new JournalSink<>() {
            @Override
            public void write(List<E> entries) throws Exception {
                first.write(entries);
                next.run();
            }

            @Override
            public List<List<E>> parts(List<E> entries) {
                return first.parts(entries);
            }
        };
    }
}
