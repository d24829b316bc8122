package io.passerelle.connections.portal;

import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
                    "phase", LiveConnection::phase);

    static final Set<String> KEYS = VALUES.keySet();

    private OpenConnectionFilters() {}

    static Predicate<LiveConnection> of(ListQuery query) {
        Predicate<LiveConnection> all = connection -> true;
        for (Map.Entry<String, List<String>> filter : query.filters().entrySet()) {
            all = all.and(filter(filter.getKey(), Set.copyOf(filter.getValue())));
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
