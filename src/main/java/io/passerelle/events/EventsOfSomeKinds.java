package io.passerelle.events;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events without the kinds that somebody may not see, whatever they ask for.
 *
 * @param hidden ids of kinds, one or more
 */
record EventsOfSomeKinds(Listing<Event> all, List<String> hidden) implements Listing<Event> {

    @Override
    public Set<String> sortKeys() {
        return all.sortKeys();
    }

    @Override
    public Set<String> filterKeys() {
        return all.filterKeys();
    }

    @Override
    public List<Event> page(Visible visible, ListQuery query, int offset, int limit) {
        return all.page(visible, narrowed(query), offset, limit);
    }

    @Override
    public long count(Visible visible, ListQuery query) {
        return all.count(visible, narrowed(query));
    }

    @Override
    public long countedUpTo(ListQuery query) {
        return all.countedUpTo(narrowed(query));
    }

    @Override
    public boolean sortsNewestOnly(Visible visible, ListQuery query) {
        return all.sortsNewestOnly(visible, narrowed(query));
    }

    @Override
    public Slice<Event> after(
            Visible visible, ListQuery query, @Nullable String cursor, int limit) {
        return all.after(visible, narrowed(query), cursor, limit);
    }

    @Override
    public void each(Visible visible, ListQuery query, Consumer<Event> row) {
        all.each(visible, narrowed(query), row);
    }

    private ListQuery narrowed(ListQuery query) {
        List<String> left = new ArrayList<>(hidden);
        left.addAll(query.filters().getOrDefault(Event.NOT_KIND, List.of()));
        return query.withFilter(Event.NOT_KIND, left.toArray(String[]::new));
    }
}
