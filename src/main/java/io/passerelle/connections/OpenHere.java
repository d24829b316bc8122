package io.passerelle.connections;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open on this node as a list: from memory, in any order, without the
 * database.
 */
final class OpenHere {

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
                    "bytesDown", Comparator.comparingLong(OpenConnection::bytesDown),
                    "node", Comparator.comparing(OpenConnection::node));

    /** What lists can be sorted by. */
    static final Set<String> SORT_KEYS = ORDERS.keySet();

    /** Ids sort by time. */
    static final Comparator<OpenConnection> NEWEST_FIRST =
            Comparator.comparing(OpenConnection::id).reversed();

    private final LiveConnections live;
    private final String node;

    /**
     * @param node this node's name
     */
    OpenHere(LiveConnections live, String node) {
        this.live = live;
        this.node = node;
    }

    /** This node's name. */
    String node() {
        return node;
    }

    /** How many the query finds. */
    long count(Visible visible, ListQuery query) {
        return live.count(visible, OpenConnectionFilters.of(query, node));
    }

    /**
     * What the query finds, in its order.
     *
     * @param before only those with a smaller id; null for all
     * @param limit how many at the most
     */
    List<OpenConnection> list(Visible visible, ListQuery query, @Nullable UUID before, int limit) {
        Instant now = Instant.now();
        Predicate<LiveConnection> wanted = OpenConnectionFilters.of(query, node);
        if (before != null) {
            wanted = wanted.and(connection -> connection.id().compareTo(before) < 0);
        }
        boolean newestFirst = query.sorts().isEmpty();
        Stream<OpenConnection> found =
                live.list(visible, wanted, newestFirst ? limit : Integer.MAX_VALUE).stream()
                        .map(connection -> OpenConnection.of(connection, node, now));
        return newestFirst ? found.toList() : found.sorted(order(query)).limit(limit).toList();
    }

    /** The order a query asks for; the newest first where it does not say. */
    static Comparator<OpenConnection> order(ListQuery query) {
        Comparator<OpenConnection> order = (one, other) -> 0;
        for (ListQuery.Sort sort : query.sorts()) {
            Comparator<OpenConnection> next = ORDERS.get(sort.key());
            if (next == null) {
                throw Refused.field("sort", "sort.unknown", sort.key());
            }
            order = order.thenComparing(sort.descending() ? next.reversed() : next);
        }
        return order.thenComparing(NEWEST_FIRST);
    }
}
