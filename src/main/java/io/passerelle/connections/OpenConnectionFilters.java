package io.passerelle.connections;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a query can be asked of open connections, as a condition. */
final class OpenConnectionFilters {

    private static final Map<String, Function<LiveConnection, @Nullable Object>> VALUES =
            Map.of(
                    "id", LiveConnection::id,
                    "organisationId", LiveConnection::organisationId,
                    "simId", LiveConnection::simId,
                    "groupId", LiveConnection::groupId,
                    "routeId", LiveConnection::routeId,
                    "sessionId", LiveConnection::sessionId,
                    "inputPort", LiveConnection::inputPort,
                    "link", LiveConnection::link,
                    "phase", LiveConnection::phase);

    /** The name of the node a connection is open on. */
    static final String NODE = "node";

    static final Set<String> KEYS =
            Stream.concat(VALUES.keySet().stream(), Stream.of(NODE))
                    .collect(Collectors.toUnmodifiableSet());

    private OpenConnectionFilters() {}

    /** The connections of that node a query asks for. */
    static Predicate<LiveConnection> of(ListQuery query, String node) {
        Predicate<LiveConnection> all = connection -> true;
        for (Map.Entry<String, List<String>> filter : query.filters().entrySet()) {
            Set<String> wanted = Set.copyOf(filter.getValue());
            all =
                    all.and(
                            filter.getKey().equals(NODE)
                                    ? connection -> wanted.contains(node)
                                    : filter(filter.getKey(), wanted));
        }
        for (String word : query.search().toLowerCase(Locale.ROOT).split("\\s+", 10)) {
            all = all.and(connection -> has(connection, word));
        }
        return all;
    }

    private static Predicate<LiveConnection> filter(String key, Set<String> wanted) {
        Function<LiveConnection, @Nullable Object> value = VALUES.get(key);
        if (value == null) {
            throw Refused.field(key, "filter.unknown", key);
        }
        return connection -> {
            Object has = value.apply(connection);
            String text = has instanceof EndReason.Phase phase ? phase.name() : String.valueOf(has);
            return wanted.contains(text);
        };
    }

    private static boolean has(LiveConnection connection, String word) {
        InetAddress to = connection.destinationAddress();
        return word.isEmpty()
                || connection.iccid().contains(word)
                || connection.destination().toLowerCase(Locale.ROOT).contains(word)
                || connection.source().getAddress().getHostAddress().equals(word)
                || to != null && to.getHostAddress().equals(word);
    }
}
