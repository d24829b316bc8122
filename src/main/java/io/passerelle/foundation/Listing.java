package io.passerelle.foundation;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sortable, filterable, searchable list of one kind of object, as pages show it, the API walks it
 * and exports stream it.
 *
 * @param <R> one row
 */
public interface Listing<R> {

    /** Of a history, so many rows are sorted by what no index has: the newest that fit. */
    int SORTED_AT_MOST = 100_000;

    /** The keys that can be sorted by. */
    Set<String> sortKeys();

    /** The keys that can be filtered by. */
    Set<String> filterKeys();

    /**
     * Rows by position, for a page on a screen.
     *
     * @param offset 0 or more
     * @param limit 1 to 1,000
     * @throws Refused when the query names an unknown key or a value no row could have
     */
    List<R> page(Visible visible, ListQuery query, int offset, int limit);

    /** How many rows the query finds; no more than {@link #countedUpTo} are counted. */
    long count(Visible visible, ListQuery query);

    /**
     * Up to where rows are counted. Of a history without end nobody needs the number of all rows,
     * and counting them would take longer than showing a page.
     */
    default long countedUpTo(ListQuery query) {
        return Long.MAX_VALUE;
    }

    /**
     * Whether the pages of a query show the newest rows alone, in its order: a history without end
     * is sorted by what no index has only as far as a page can wait for.
     */
    default boolean sortsNewestOnly(Visible visible, ListQuery query) {
        return false;
    }

    /**
     * Rows behind a cursor, for a program that reads the whole list: rows that come or go meanwhile
     * neither repeat nor hide others.
     *
     * @param cursor what the last piece gave as {@link Slice#next()}; null for the first piece
     * @param limit 1 to 1,000
     * @throws Refused when the cursor is not one of this query, or more than 100,000 rows would
     *     have to be sorted by what no index has
     */
    Slice<R> after(Visible visible, ListQuery query, @Nullable String cursor, int limit);

    /** Every row the query finds, streamed in order. */
    void each(Visible visible, ListQuery query, Consumer<R> row);
}
