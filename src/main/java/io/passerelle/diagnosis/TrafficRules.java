package io.passerelle.diagnosis;

import static io.passerelle.diagnosis.Traffic.ended;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.OpenConnection;
import io.passerelle.sessions.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is wrong between a terminal that has a session and the server it wants to reach. */
final class TrafficRules {

    /** A terminal that has just signed on may take so long to connect. */
    private static final Duration CONNECT_PATIENCE = Duration.ofMinutes(2);

    private TrafficRules() {}

    /** The gateway had no room for its connection. */
    record Limit(EndReason reason, Actor actor) implements Rule {
        @Override
        public String code() {
            return reason.key();
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            return traffic.failing(ended(reason)).stream()
                    .findFirst()
                    .map(record ->
                            finding(!traffic.works(), evidence.sim().maxConnections())
                                    .because(Phrase.of("connections.why." + reason.key()))
                                    .by(same(traffic, record, ended(reason))));
        }
    }

    /** It has a session and makes no connection. */
    record NoConnection() implements Rule {
        @Override
        public String code() {
            return "no_connection";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Session session = evidence.latest().filter(Session::isOpen).orElse(null);
            if (session == null
                    || evidence.traffic().isAny()
                    || session.startedAt().plus(CONNECT_PATIENCE).isAfter(evidence.now())) {
                return Optional.empty();
            }
            Phrase before =
                    evidence.connections().stream()
                            .findFirst()
                            .map(last ->
                                    Phrase.of(key("before"), last.openedAt(), last.inputPort()))
                            .orElse(Phrase.of(key("never")));
            return Optional.of(
                    finding(true, session.startedAt(), ports(evidence), before)
                            .by(List.of(new TimelineEvent.SessionStart(session))));
        }
    }

    /** It connects to a port for which its group has no route. */
    record NoRoute() implements Rule {

        private static final Predicate<ConnectionRecord> SUCH = ended(EndReason.NO_ROUTE);

        @Override
        public String code() {
            return "no_route";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            return traffic.failing(SUCH).stream()
                    .filter(record -> traffic.route(record.inputPort()).isEmpty())
                    .findFirst()
                    .map(record ->
                            finding(
                                            !traffic.works(),
                                            record.inputPort(),
                                            evidence.sim().group(),
                                            ports(evidence))
                                    .by(same(traffic, record, SUCH)));
        }
    }

    /** Every address its route leads to is internal and not approved (M2M-26). */
    record DestinationRefused() implements Rule {

        private static final Predicate<ConnectionRecord> SUCH =
                ended(EndReason.NO_DESTINATION_ALLOWED);

        @Override
        public String code() {
            return "destination_refused";
        }

        @Override
        public Actor actor() {
            return Actor.OPERATOR;
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
                                            DestinationsDown.tried(record))
                                    .by(same(traffic, record, SUCH)));
        }
    }

    /** The terminal hangs up while servers are being tried. */
    record TerminalImpatient() implements Rule {

        private static final Predicate<ConnectionRecord> SUCH =
                ended(EndReason.CLIENT_GONE_WHILE_CONNECTING);

        @Override
        public String code() {
            return "terminal_impatient";
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
                            finding(!traffic.works(), record.inputPort(), record.openedAt())
                                    .by(same(traffic, record, SUCH)));
        }
    }

    /** The terminal connects and says nothing. */
    record TerminalSilent() implements Rule {

        private static final Predicate<ConnectionRecord> SUCH =
                ended(EndReason.CLIENT_CLOSED, EndReason.CLIENT_RESET, EndReason.IDLE_TIMEOUT)
                        .and(record -> record.bytesUp() == 0);

        @Override
        public String code() {
            return "terminal_silent";
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
                                            traffic.streak(record.inputPort(), SUCH).size(),
                                            Phrase.of("end." + record.endReason().key()))
                                    .by(same(traffic, record, SUCH)));
        }
    }

    /** What refused its last connection has gone away; the terminal has to try again. */
    record RouteMade() implements Rule {

        private static final Predicate<ConnectionRecord> SUCH = ended(EndReason.NO_ROUTE);

        @Override
        public String code() {
            return "connection_to_be_repeated";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            return traffic.failing(SUCH).stream()
                    .filter(record -> traffic.route(record.inputPort()).isPresent())
                    .findFirst()
                    .map(record ->
                            finding(false, record.inputPort(), record.openedAt())
                                    .by(same(traffic, record, SUCH)));
        }
    }

    /** It works: the last proof. */
    record Works() implements Rule {
        @Override
        public String code() {
            return "works";
        }

        @Override
        public Actor actor() {
            return Actor.NOBODY;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            Optional<OpenConnection> open = traffic.openProof();
            if (open.isPresent()) {
                OpenConnection one = open.get();
                return Optional.of(
                        finding(false)
                                .because(
                                        Phrase.of(
                                                key("open"),
                                                one.openedAt(),
                                                one.inputPort(),
                                                one.destination(),
                                                new Phrase.Amount(one.bytesUp()),
                                                new Phrase.Amount(one.bytesDown()))));
            }
            return traffic.proof()
                    .map(record ->
                            finding(
                                            false,
                                            record.openedAt(),
                                            record.inputPort(),
                                            target(record),
                                            new Phrase.Amount(record.bytesUp()),
                                            new Phrase.Amount(record.bytesDown()))
                                    .by(List.of(new TimelineEvent.Connection(record))));
        }
    }

    /** Nothing that is known explains it. */
    record Unclear() implements Rule {
        @Override
        public String code() {
            return "unclear";
        }

        @Override
        public Actor actor() {
            return Actor.CUSTOMER;
        }

        @Override
        public Optional<Finding> find(Evidence evidence) {
            return Optional.empty(); // the answer where there is no other
        }

        Finding certain(Evidence evidence) {
            return finding(false)
                    .by(
                            evidence.connections().stream()
                                    .map(TimelineEvent.Connection::new)
                                    .toList());
        }
    }

    /** The connections of its port that went the same way, without a better one between. */
    static List<TimelineEvent> same(
            Traffic traffic, ConnectionRecord record, Predicate<ConnectionRecord> such) {
        List<TimelineEvent> events = new ArrayList<>();
        traffic.streak(record.inputPort(), such)
                .forEach(one -> events.add(new TimelineEvent.Connection(one)));
        return events;
    }

    static String target(ConnectionRecord record) {
        return record.destinationPort() == null
                ? record.destination()
                : record.destination() + ":" + record.destinationPort();
    }

    /** The ports its group has routes for. */
    private static Phrase ports(Evidence evidence) {
        return evidence.routes().isEmpty()
                ? Phrase.of("diagnosis.noPorts")
                : Phrase.plain(
                        evidence.routes().stream()
                                .map(state -> Integer.toString(state.route().inputPort()))
                                .collect(Collectors.joining(", ")));
    }
}
