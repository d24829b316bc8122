package io.passerelle.diagnosis;

import static io.passerelle.diagnosis.Traffic.ended;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.diagnosis.RouteState.DestinationState;
import io.passerelle.routing.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** No server of a route takes connections: those of the terminal say so, or the checks do. */
record DestinationsDown() implements Rule {

    private static final Predicate<ConnectionRecord> SUCH =
            ended(EndReason.ALL_DESTINATIONS_FAILED, EndReason.DIAL_TIMEOUT);

    @Override
    public String code() {
        return "destinations_down";
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
                .map(record -> tried(traffic, record))
                .or(() -> checked(evidence, traffic));
    }

    private Finding tried(Traffic traffic, ConnectionRecord record) {
        List<ConnectionRecord> row = traffic.streak(record.inputPort(), SUCH);
        return finding(
                        !traffic.works(),
                        record.inputPort(),
                        row.getLast().openedAt(),
                        tried(record))
                .by(TrafficRules.same(traffic, record, SUCH));
    }

    /** Before any terminal tries: every route that there is leads nowhere now. */
    private Optional<Finding> checked(Evidence evidence, Traffic traffic) {
        List<RouteState> routes = evidence.routes();
        if (routes.isEmpty() || routes.stream().anyMatch(RouteState::isUsable) || traffic.works()) {
            return Optional.empty();
        }
        return routes.stream()
                .filter(route -> route.destinations().stream().allMatch(DestinationState::allowed))
                .filter(route ->
                        route.destinations().stream()
                                .noneMatch(state -> isWithoutTls(state.health())))
                .findFirst()
                .map(route ->
                        finding(true, route.route().inputPort(), since(route), states(route)));
    }

    private static Instant since(RouteState route) {
        return route.destinations().stream()
                .map(state -> state.health().since())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Phrase states(RouteState route) {
        return Phrase.joined(
                route.destinations().stream()
                        .map(state ->
                                said(
                                        state.destination().target().toString(),
                                        state.health() instanceof Health.Down down
                                                ? down.reason()
                                                : AttemptOutcome.FAILED))
                        .toArray(Phrase[]::new));
    }

    /** What each destination answered. */
    static Phrase tried(ConnectionRecord record) {
        return Phrase.joined(
                record.path().stream().map(DestinationsDown::said).toArray(Phrase[]::new));
    }

    private static Phrase said(Attempt attempt) {
        return said(attempt.destination() + ":" + attempt.port(), attempt.outcome());
    }

    private static Phrase said(String target, AttemptOutcome outcome) {
        return Phrase.of("diagnosis.event.attempt", target, Phrase.of("attempt." + outcome.key()));
    }

    static boolean isWithoutTls(Health health) {
        return health instanceof Health.Down down && down.reason() == AttemptOutcome.TLS_FAILED;
    }
}
