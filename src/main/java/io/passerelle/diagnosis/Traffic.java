package io.passerelle.diagnosis;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.OpenConnection;
import io.passerelle.routing.HealthCheck;
import io.passerelle.routing.RouteType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a card's recent connections say, port by port: the newest one of a port tells how it goes
 * there now.
 */
final class Traffic {

    /** A TLS record that holds an alert and nothing else (RFC 8446 section 5.1 and 6). */
    private static final int ALERT_BYTES = 7;

    private final Map<Integer, List<ConnectionRecord>> byPort;
    private final List<OpenConnection> carried;
    private final List<RouteState> routes;

    /**
     * @param records newest first
     */
    Traffic(List<ConnectionRecord> records, List<OpenConnection> carried, List<RouteState> routes) {
        this.byPort =
                records.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ConnectionRecord::inputPort,
                                        TreeMap::new,
                                        Collectors.toList()));
        this.carried = carried;
        this.routes = routes;
    }

    /** Whether there was any, or is. */
    boolean isAny() {
        return !byPort.isEmpty() || !carried.isEmpty();
    }

    /** Whether bytes go both ways on some port now. */
    boolean works() {
        return proof().isPresent() || openProof().isPresent();
    }

    /** The newest connection that went well, of a port on which nothing went ill since. */
    Optional<ConnectionRecord> proof() {
        return byPort.values().stream()
                .map(List::getFirst)
                .filter(this::isGood)
                .max((one, other) -> one.id().compareTo(other.id()));
    }

    /** A connection that is open and goes well. */
    Optional<OpenConnection> openProof() {
        return carried.stream()
                .filter(open -> open.bytesUp() > 0 && open.bytesDown() > 0)
                .findFirst();
    }

    /** The recent connections of one port, newest first. */
    List<ConnectionRecord> on(int port) {
        return byPort.getOrDefault(port, List.of());
    }

    /** The ports on which the newest connection is such a one, and no open one goes well. */
    List<ConnectionRecord> failing(Predicate<ConnectionRecord> such) {
        return byPort.values().stream()
                .map(List::getFirst)
                .filter(such)
                .filter(record -> !isGoodNow(record.inputPort()))
                .toList();
    }

    /** The newest of a port for as long as every one of them is such a one. */
    List<ConnectionRecord> streak(int port, Predicate<ConnectionRecord> such) {
        return on(port).stream().takeWhile(such).toList();
    }

    /** The route of a port as it is now. */
    Optional<RouteState> route(int port) {
        return routes.stream().filter(state -> state.route().inputPort() == port).findFirst();
    }

    /** Bytes went both ways, and were not just a TLS alert. */
    boolean isGood(ConnectionRecord record) {
        return !record.endReason().isRefusal()
                && record.bytesUp() > 0
                && record.bytesDown() > 0
                && !isAlert(record);
    }

    /** The server said nothing but a TLS alert. The gateway looks at no byte; it counts them. */
    boolean isAlert(ConnectionRecord record) {
        return record.bytesDown() == ALERT_BYTES
                && record.bytesUp() > 0
                && isTls(record.inputPort());
    }

    private boolean isTls(int port) {
        RouteType type = RouteType.ofPort(port).orElse(RouteType.DEFAULT);
        return type == RouteType.HTTPS
                || type == RouteType.MQTTS
                || route(port)
                        .filter(state -> state.route().healthCheck() == HealthCheck.TLS)
                        .isPresent();
    }

    private boolean isGoodNow(int port) {
        return carried.stream()
                .anyMatch(open ->
                        open.inputPort() == port && open.bytesUp() > 0 && open.bytesDown() > 0);
    }

    /** For these reasons. */
    static Predicate<ConnectionRecord> ended(EndReason... reasons) {
        List<EndReason> all = List.of(reasons);
        return record -> all.contains(record.endReason());
    }
}
