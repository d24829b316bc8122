package io.passerelle.portal;

import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotNow;
import io.passerelle.foundation.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rows a list shows, read piece by piece as somebody scrolls. */
final class ListRows<R> {

    private static final int KEPT_AT_MOST = 2_000;

    /** What one can select at once: everything that is selected is kept in memory. */
    static final int SELECTABLE = 1_000;

    private final ListDefinition<R> list;
    private final Kit kit;
    private final Supplier<ListState> state;
    private final Counted counted;
    private final Throttle throttle = new Throttle();
    private final CallbackDataProvider<R, Void> provider;

    /** The newest form of every row shown lately, by identity; the least used is forgotten. */
    private final Map<Object, R> newest =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, R> eldest) {
                    return size() > KEPT_AT_MOST;
                }
            };

    private Optional<ListQuery> toldNotNow = Optional.empty();
    private Shown<R> shown = new Shown<>(ListQuery.ALL, 0, 0, List.of());

    /**
     * What was last read. It stays on the page while the database is away: an empty list would say
     * that there is nothing.
     */
    private record Shown<R>(ListQuery query, long count, int offset, List<R> rows) {}

    /**
     * Told how many rows there are, or that there are at least as many, and whether only the newest
     * of them are sorted.
     */
    interface Counted {
        void rows(long rows, boolean orMore, boolean newestOnly);
    }

    ListRows(ListDefinition<R> list, Kit kit, Supplier<ListState> state, Counted counted) {
        this.list = list;
        this.kit = kit;
        this.state = state;
        this.counted = counted;
        // The identity tells the grid that a changed record is still the same row.
        provider = new CallbackDataProvider<>(this::page, this::count, list::identity);
    }

    CallbackDataProvider<R, Void> provider() {
        return provider;
    }

    Throttle throttle() {
        return throttle;
    }

    /** Selected rows as they are now, not as they were when they were selected. */
    List<R> current(Set<R> selected) {
        return selected.stream()
                .map(row -> Optional.ofNullable(newest.get(list.identity(row))).orElse(row))
                .toList();
    }

    /** The first rows of the whole list. */
    List<R> first() {
        return list.listing().page(kit.viewer().visible(), query(), 0, SELECTABLE);
    }

    /** The row of that identity, when the listing can be asked for it. */
    Optional<R> byIdentity(String id) {
        if (!list.listing().filterKeys().contains("id")) {
            return Optional.empty();
        }
        try {
            ListQuery query = ListQuery.ALL.withFilter("id", id);
            return list.listing().page(kit.viewer().visible(), query, 0, 1).stream().findFirst();
        } catch (Refused anybodyCanTypeAnAddress) {
            return Optional.empty();
        }
    }

    ListQuery query() {
        return list.query(state.get());
    }

    private Stream<R> page(Query<R, Void> wanted) {
        long start = System.nanoTime();
        try {
            List<R> rows =
                    list.listing()
                            .page(
                                    kit.viewer().visible(),
                                    query(),
                                    wanted.getOffset(),
                                    wanted.getLimit());
            rows.forEach(row -> newest.put(list.identity(row), row));
            shown = new Shown<>(shown.query(), shown.count(), wanted.getOffset(), rows);
            return rows.stream();
        } catch (Refused refused) {
            Notices.failed(Notices.reason(refused));
            return Stream.empty();
        } catch (RuntimeException failure) {
            passOver(failure);
            boolean same = shown.query().equals(query()) && shown.offset() == wanted.getOffset();
            return same ? shown.rows().stream().limit(wanted.getLimit()) : Stream.empty();
        } finally {
            throttle.took(System.nanoTime() - start);
        }
    }

    private int count(Query<R, Void> wanted) {
        long rows = 0;
        try {
            rows = list.listing().count(kit.viewer().visible(), query());
            shown = new Shown<>(query(), rows, shown.offset(), shown.rows());
        } catch (Refused refused) {
            Notices.failed(Notices.reason(refused)); // a value typed into the address
        } catch (RuntimeException failure) {
            passOver(failure);
            rows = shown.query().equals(query()) ? shown.count() : 0;
        }
        counted.rows(
                rows, rows >= list.listing().countedUpTo(query()), rows > 0 && sortsNewestOnly());
        return Math.clamp(rows, 0, Integer.MAX_VALUE); // grids count in integers
    }

    private boolean sortsNewestOnly() {
        try {
            return list.listing().sortsNewestOnly(kit.viewer().visible(), query());
        } catch (RuntimeException failure) {
            passOver(failure);
            return false;
        }
    }

    /** What was shown stays; a list that refreshes itself says only once why. */
    private void passOver(RuntimeException failure) {
        if (!(failure instanceof NotNow notNow)) {
            Notices.orWhileAway(failure);
        } else if (!toldNotNow.equals(Optional.of(query()))) {
            toldNotNow = Optional.of(query());
            Notices.failed(Texts.text("kit.list." + notNow.why().key()));
        }
    }
}
