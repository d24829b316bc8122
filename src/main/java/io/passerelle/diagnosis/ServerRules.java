package io.passerelle.diagnosis;

import static io.passerelle.diagnosis.Traffic.ended;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is wrong with the server a connection is carried to. */
final class ServerRules {

    private ServerRules() {}

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

    /** The server ends the TLS handshake with an alert. */
    record TlsAlert() implements Rule {
        @Override
        public String code() {
            return "tls_alert";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            return traffic.failing(traffic::isAlert).stream()
                    .findFirst()
                    .map(record ->
                            finding(
                                            !traffic.works(),
                                            record.inputPort(),
                                            TrafficRules.target(record),
                                            record.openedAt())
                                    .by(TrafficRules.same(traffic, record, traffic::isAlert)));
        }
    }

    /** The server takes the connection and closes it without a word. */
    record ClosesAtOnce() implements Rule {

        private static final Duration AT_ONCE = Duration.ofSeconds(2);

        @Override
        public String code() {
            return "destination_closes_at_once";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            return traffic.failing(ClosesAtOnce::isSuch).stream()
                    .findFirst()
                    .map(record -> {
                        List<ConnectionRecord> carried =
                                traffic.on(record.inputPort()).stream()
                                        .filter(one -> !one.endReason().isRefusal())
                                        .toList();
                        long closed = carried.stream().filter(ClosesAtOnce::isSuch).count();
                        return finding(
                                        !traffic.works(),
                                        record.inputPort(),
                                        TrafficRules.target(record),
                                        closed,
                                        carried.size())
                                .by(TrafficRules.same(traffic, record, ClosesAtOnce::isSuch));
                    });
        }

        private static boolean isSuch(ConnectionRecord record) {
            return record.bytesDown() == 0
                    && ended(EndReason.DESTINATION_CLOSED, EndReason.DESTINATION_RESET).test(record)
                    && record.duration().compareTo(AT_ONCE) < 0;
        }
    }

    /** The server takes what the terminal says and never answers. */
    record NoAnswer() implements Rule {

        private static final Predicate<ConnectionRecord> SUCH =
                record ->
                        !record.endReason().isRefusal()
                                && record.bytesUp() > 0
                                && record.bytesDown() == 0;

        @Override
        public String code() {
            return "no_answer";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            return traffic.failing(SUCH).stream()
                    .findFirst()
                    .map(record ->
                            finding(
                                            !traffic.works(),
                                            record.inputPort(),
                                            TrafficRules.target(record),
                                            record.openedAt())
                                    .by(TrafficRules.same(traffic, record, SUCH)));
        }
    }
}
