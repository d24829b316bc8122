package io.passerelle.diagnosis;

import static io.passerelle.diagnosis.Traffic.ended;
import static io.passerelle.diagnosis.TrafficRules.such;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.diagnosis.TrafficRules.Failing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is wrong with the server a connection is carried to. */
final class ServerRules {

    /** The server ends the TLS handshake with an alert. */
    static final Rule TLS_ALERT =
            new Failing("tls_alert", Actor.CUSTOMER, Traffic::isAlert, ServerRules::lately);

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** The server takes the connection and closes it without a word. */
    static final Rule CLOSES_AT_ONCE =
            new Failing(
                    "destination_closes_at_once",
                    Actor.CUSTOMER,
                    such(ServerRules::closedAtOnce),
                    ServerRules::howOften);

    /** The server takes what the terminal says and never answers. */
    static final Rule NO_ANSWER =
            new Failing(
                    "no_answer",
                    Actor.CUSTOMER,
                    such(record ->
                            !record.endReason().isRefusal()
                                    && record.bytesUp() > 0
                                    && record.bytesDown() == 0),
                    ServerRules::lately);

    private ServerRules() {}

    private static Object[] lately(Evidence evidence, Traffic traffic, ConnectionRecord record) {
        return new Object[] {record.inputPort(), TrafficRules.target(record), record.openedAt()};
    }

    private static boolean closedAtOnce(ConnectionRecord record) {
        return record.bytesDown() == 0
                && ended(EndReason.DESTINATION_CLOSED, EndReason.DESTINATION_RESET).test(record)
                && record.duration().compareTo(AT_ONCE) < 0;
    }

    private static Object[] howOften(Evidence evidence, Traffic traffic, ConnectionRecord record) {
        List<ConnectionRecord> carried =
                traffic.on(record.inputPort()).stream()
                        .filter(one -> !one.endReason().isRefusal())
                        .toList();
        long closed = carried.stream().filter(ServerRules::closedAtOnce).count();
        return new Object[] {
            record.inputPort(), TrafficRules.target(record), closed, carried.size()
        };
    }

    /** A server answers, but not with TLS. */
    record TlsFailed() implements Rule {
        @Override
        public String code() {
            return "tls_failed";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            for (RouteState route : evidence.routes()) {
                for (RouteState.DestinationState state : route.destinations()) {
                    if (DestinationsDown.isWithoutTls(state.health())) {
                        boolean stops = !route.isUsable() && !evidence.traffic().works();
                        return Optional.of(
                                finding(
                                        stops,
                                        route.route().inputPort(),
                                        state.destination().target().toString(),
                                        state.health().since()));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
