package io.passerelle.connections.portal;

import io.passerelle.connections.LiveConnection;
import io.passerelle.connections.LiveConnections;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The open connections of this node as a list: from memory, in any order, without the database. */
final class OpenConnections implements Listing<OpenConnection> {

    private static final Map<String, Comparator<OpenConnection>> ORDERS =
            Map.of(
                    "openedAt", Comparator.comparing(OpenConnection::openedAt),
                    "phase", Comparator.comparing(OpenConnection::phase),
                    "iccid", Comparator.comparing(OpenConnection::iccid),
                    "source", Comparator.comparing(c -> c.source().getHostAddress()),
                    "inputPort", Comparator.comparingInt(OpenConnection::inputPort),
                    "destination", Comparator.comparing(OpenConnection::destination),
                    "duration", Comparator.comparing(OpenConnection::duration),
                    "bytesUp", Comparator.comparingLong(OpenConnection::bytesUp),
                    "bytesDown", Comparator.comparingLong(OpenConnection::bytesDown));

    private final LiveConnections live;

    OpenConnections(LiveConnections live) {
        this.live = live;
    }

    @Override
    public Set<String> sortKeys() {
        return ORDERS.keySet();
    }

    @Override
    public Set<String> filterKeys() {
        return OpenConnectionFilters.KEYS;
    }

    @Override
    public List<OpenConnection> page(Visible visible, ListQuery query, int offset, int limit) {
        return all(visible, query).stream()
                .sorted(order(query))
                .skip(Math.max(0, offset))
                .limit(limit)
                .toList();
    }

    @Override
    public long count(Visible visible, ListQuery query) {
        return live.count(visible, OpenConnectionFilters.of(query));
    }

    /** Connections come and go: the cursor is the last id seen, of the newest first. */
    @Override
    public Slice<OpenConnection> after(
            Visible visible, ListQuery query, @Nullable String cursor, int limit) {
        Predicate<OpenConnection> behind =
                cursor == null ? c -> true : c -> c.id().compareTo(id(cursor)) < 0;
        List<OpenConnection> rest =
                all(visible, query).stream().filter(behind).limit(limit + 1L).toList();
        boolean more = rest.size() > limit;
        List<OpenConnection> items = more ? rest.subList(0, limit) : rest;
        return new Slice<>(items, more ? items.getLast().id().toString() : null);
    }

    @Override
    public void each(Visible visible, ListQuery query, Consumer<OpenConnection> row) {
        all(visible, query).stream().sorted(order(query)).forEach(row);
    }

    private List<OpenConnection> all(Visible visible, ListQuery query) {
        Instant now = Instant.now();
        Predicate<LiveConnection> wanted = OpenConnectionFilters.of(query);
        return live.list(visible, wanted, Integer.MAX_VALUE).stream()
                .map(connection -> OpenConnection.of(connection, now))
                .toList();
    }

    private static Comparator<OpenConnection> order(ListQuery query) {
        Comparator<OpenConnection> newestFirst =
                Comparator.comparing(OpenConnection::id).reversed();
        Comparator<OpenConnection> order = (one, other) -> 0;
        for (ListQuery.Sort sort : query.sorts()) {
            Comparator<OpenConnection> next = ORDERS.get(sort.key());
            if (next == null) {
                throw Refused.field("sort", "sort.unknown", sort.key());
            }
            order = order.thenComparing(sort.descending() ? next.reversed() : next);
        }
        return order.thenComparing(newestFirst);
    }

    private static UUID id(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw Refused.field("cursor", "cursor.bad");
        }
    }
}
