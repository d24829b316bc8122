package io.passerelle.foundation;

/**
 * Something whose settings may be replaced while it runs.
 *
 * @param <R> its settings record
 */
public interface Reloadable<R extends Record> {

    /** The settings record it lives by. */
    Class<R> type();

    /** Whether a changed value of this key takes effect; what it does not take needs a restart. */
    boolean takes(String key);

    /**
     * Makes ready for other settings, without changing anything yet. Called at every reload, also
     * when no key has changed, because files that settings name may have.
     *
     * @return puts them in force; must not fail
     * @throws IllegalArgumentException naming what is wrong, for people
     */
    Runnable prepare(R next);
}
