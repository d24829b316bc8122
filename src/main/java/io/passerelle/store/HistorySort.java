package io.passerelle.store;

import io.passerelle.foundation.ListQuery;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a history can be read in order, and what has to be looked for or collected first.
 *
 * @param frame the filters that the order of identifiers can follow, such as "since" and "until"
 * @param sorts the orders an index has
 * @param filters those that lead to few rows by an index of their own
 * @param bounded queries that find a bounded number of rows, such as the open sessions: they are
 *     sorted whole by anything
 * @param byTrait queries whose rows traits lead to (V014__connection_traits.sql): to read all rows
 *     of an owner, who may have half of them, as well is more than they save
 */
public record HistorySort(
        Set<String> frame,
        Set<String> sorts,
        Set<String> filters,
        Predicate<ListQuery> bounded,
        Predicate<ListQuery> byTrait) {

    /** Of a history without traits. */
    public HistorySort(
            Set<String> frame,
            Set<String> sorts,
            Set<String> filters,
            Predicate<ListQuery> bounded) {
        this(frame, sorts, filters, bounded, query -> false);
    }

    /** Copies, so that it never changes. */
    public HistorySort {
        frame = Set.copyOf(frame);
        sorts = Set.copyOf(sorts);
        filters = Set.copyOf(filters);
    }

    /** Whether rows that fit may be few and anywhere. */
    boolean isScattered(ListQuery query) {
        return !isNarrow(query)
                && (!query.search().isEmpty() || !frame.containsAll(query.filters().keySet()));
    }

    /** Whether only the newest rows are sorted. */
    boolean isInPart(ListQuery query) {
        return !query.sorts().isEmpty()
                && !sorts.contains(query.sorts().getFirst().key())
                && !isNarrow(query);
    }

    /** Whether an index leads to all rows that fit, and they are not many. */
    boolean isNarrow(ListQuery query) {
        return bounded.test(query) || query.filters().keySet().stream().anyMatch(filters::contains);
    }
}
