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

    private static final Predicate<ConnectionRecord> NOT_ROUTED = ended(EndReason.NO_ROUTE);

    /** It connects to a port for which its group has no route. */
    static final Rule NO_ROUTE =
            new Failing(
                    "no_route",
                    Actor.CUSTOMER,
                    (traffic, record) ->
                            NOT_ROUTED.test(record) && traffic.route(record.inputPort()).isEmpty(),
                    (evidence, traffic, record) ->
                            new Object[] {
                                record.inputPort(), evidence.sim().group(), ports(evidence)
                            });

    /** Every address its route leads to is internal and not approved (M2M-26). */
    static final Rule DESTINATION_REFUSED =
            new Failing(
                    "destination_refused",
                    Actor.OPERATOR,
                    such(ended(EndReason.NO_DESTINATION_ALLOWED)),
                    (evidence, traffic, record) ->
                            new Object[] {record.inputPort(), DestinationsDown.tried(record)});

    /** The terminal hangs up while servers are being tried. */
    static final Rule TERMINAL_IMPATIENT =
            new Failing(
                    "terminal_impatient",
                    Actor.CUSTOMER,
                    such(ended(EndReason.CLIENT_GONE_WHILE_CONNECTING)),
                    (evidence, traffic, record) ->
                            new Object[] {record.inputPort(), record.openedAt()});

    private static final Predicate<ConnectionRecord> SILENT =
            ended(EndReason.CLIENT_CLOSED, EndReason.CLIENT_RESET, EndReason.IDLE_TIMEOUT)
                    .and(record -> record.bytesUp() == 0);

    /** The terminal connects and says nothing. */
    static final Rule TERMINAL_SILENT =
            new Failing(
                    "terminal_silent",
                    Actor.CUSTOMER,
                    such(SILENT),
                    (evidence, traffic, record) ->
                            new Object[] {
                                record.inputPort(),
                                traffic.streak(record.inputPort(), SILENT).size(),
                                Phrase.of("end." + record.endReason().key())
                            });

    private TrafficRules() {}

    /** Whether a connection went so. */
    interface Such {
        boolean holds(Traffic traffic, ConnectionRecord record);
    }

    /** The values a rule's words name. */
    interface Facts {
        Object[] of(Evidence evidence, Traffic traffic, ConnectionRecord record);
    }

    /** The newest connection of a port went so, and nothing on that port goes well since. */
    record Failing(String code, Actor actor, Such such, Facts facts) implements Rule {
        @Override
        public Optional<Finding> find(Evidence evidence) {
            Traffic traffic = evidence.traffic();
            Predicate<ConnectionRecord> ill = record -> such.holds(traffic, record);
            return traffic.failing(ill).stream()
                    .findFirst()
                    .map(record ->
                            finding(!traffic.works(), facts.of(evidence, traffic, record))
                                    .by(same(traffic, record, ill)));
        }
    }

    /** Told by the connection alone. */
    static Such such(Predicate<ConnectionRecord> predicate) {
        return (traffic, record) -> predicate.test(record);
    }

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

    /** What refused its last connection has gone away; the terminal has to try again. */
    record RouteMade() implements Rule {
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
            return traffic.failing(NOT_ROUTED).stream()
                    .filter(record -> traffic.route(record.inputPort()).isPresent())
                    .findFirst()
                    .map(record ->
                            finding(false, record.inputPort(), record.openedAt())
                                    .by(same(traffic, record, NOT_ROUTED)));
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
