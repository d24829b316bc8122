package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Visible;
import io.passerelle.routing.Destination;
import io.passerelle.routing.HealthTarget;
import io.passerelle.routing.LossPolicy;
import io.passerelle.routing.Route;
import io.passerelle.routing.RoutingFixture;
import io.passerelle.routing.WhenLost;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-31 with real sockets: an open connection, and every way its destination can be lost. */
class LostDestinationTest extends ConnectionCase {

    private static final WhenLost CUT = new WhenLost(LossPolicy.CUT, LossPolicy.CUT);
    private static final WhenLost DRAIN = new WhenLost(LossPolicy.drain(1), LossPolicy.drain(1));
    private static final WhenLost LONG_DRAIN =
            new WhenLost(LossPolicy.drain(600), LossPolicy.drain(600));

    private final UUID id = Ids.next();
    private Server server;
    private Server other;
    private Socket terminal;
    private Socket answered;

    @BeforeEach
    void servers() throws IOException {
        server = Server.listening();
        other = Server.listening();
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
        answered.close();
        server.close();
        other.close();
    }

    private void connected(WhenLost policy) throws IOException {
        save(policy, mine());
        terminal = relay.connect(TERMINAL, PORT);
        answered = server.accept();
        assertCarried();
    }

    private Destination mine() {
        return to("127.0.0.1", server.port());
    }

    private Destination another() {
        return to("127.0.0.1", other.port());
    }

    private void save(WhenLost policy, Destination... destinations) {
        relay.route(route(relay.group, PORT, policy, destinations));
    }

    private Route route(UUID group, int port, WhenLost policy, Destination... destinations) {
        Route fresh =
                RoutingFixture.route(relay.organisation, group, port, 3600, policy, destinations);
        return RoutingFixture.withId(fresh, id);
    }

    private void assertCarried() throws IOException {
        send(terminal, "ping");
        assertReceives(answered, "ping");
        send(answered, "pong");
        assertReceives(terminal, "pong");
    }

    private ConnectionRecord assertEnded(EndReason reason) throws Exception {
        assertClosed(terminal);
        assertClosed(answered);
        ConnectionRecord record = relay.ended();
        assertThat(record.endReason()).isEqualTo(reason);
        assertThat(record.destinationPort()).isEqualTo(server.port());
        return record;
    }

    /** Still open when everybody has looked, and not about to be ended. */
    private void assertGoesOn() throws IOException {
        relay.losses.look();
        assertThat(drainsUntil()).isNull();
        assertCarried();
    }

    private @Nullable Instant drainsUntil() {
        return relay.live.list(new Visible.Everything(), any -> true, 1).getFirst().drainsUntil();
    }

    private void marksDown(HostPort target) {
        HealthTarget seen = new HealthTarget(target, io.passerelle.routing.HealthCheck.NONE);
        relay.health.failed(seen, AttemptOutcome.TIMED_OUT);
        relay.health.failed(seen, AttemptOutcome.TIMED_OUT);
        assertThat(relay.health.of(seen).key()).isEqualTo("down");
    }

    @Test
    void keep_removedThenDeletedThenDown_goesOn() throws Exception {
        connected(WhenLost.KEEP);
        marksDown(mine().target());
        assertGoesOn();
        save(WhenLost.KEEP, another());
        assertGoesOn();
        relay.route();
        assertGoesOn();
    }

    @Test
    void cut_removed_isEndedAndTheNextOneGoesElsewhere() throws Exception {
        connected(CUT);
        save(CUT, another());
        assertEnded(EndReason.DESTINATION_REMOVED);
        terminal = relay.connect(TERMINAL, PORT);
        answered = other.accept();
        assertCarried();
    }

    @Test
    void cut_routeDeleted_isEnded() throws Exception {
        connected(CUT);
        relay.route();
        assertEnded(EndReason.DESTINATION_REMOVED);
    }

    @Test
    void keptWhenOpened_routeSavedToCutThenDeleted_theLastPolicyCounts() throws Exception {
        connected(WhenLost.KEEP);
        save(CUT, mine());
        assertGoesOn();
        relay.route();
        assertEnded(EndReason.DESTINATION_REMOVED);
    }

    @Test
    void cut_savedWithoutItAndToKeep_goesOn() throws Exception {
        connected(CUT);
        save(WhenLost.KEEP, another());
        assertGoesOn();
    }

    @Test
    void cut_onlyWeightsOrderLabelPortChange_goesOn() throws Exception {
        connected(CUT);
        save(CUT, another(), to("127.0.0.1", server.port(), 7, 9));
        assertGoesOn();
        relay.route(route(relay.group, 4002, CUT, mine()));
        assertGoesOn();
    }

    @Test
    void cut_routeGivenToAnotherGroup_isEnded() throws Exception {
        connected(CUT);
        relay.groups.put(relay.terminals.values().iterator().next().simId(), relay.group);
        relay.route(route(Ids.next(), PORT, CUT, mine()));
        assertEnded(EndReason.DESTINATION_REMOVED);
    }

    @Test
    void cut_cardMovedToAnotherGroup_isEnded() throws Exception {
        connected(CUT);
        relay.groups.put(relay.terminals.values().iterator().next().simId(), Ids.next());
        relay.losses.changed();
        assertEnded(EndReason.DESTINATION_REMOVED);
    }

    @Test
    void cut_markedDown_isEnded() throws Exception {
        connected(CUT);
        marksDown(mine().target());
        assertEnded(EndReason.DESTINATION_DOWN);
    }

    @Test
    void cut_anotherDestinationMarkedDown_goesOn() throws Exception {
        connected(CUT);
        save(CUT, mine(), another());
        marksDown(another().target());
        assertGoesOn();
    }

    @Test
    void cut_openedAsTheLastResortToOneThatIsDown_goesOnUntilItGoesDownAgain() throws Exception {
        save(CUT, mine());
        marksDown(mine().target());
        terminal = relay.connect(TERMINAL, PORT);
        answered = server.accept();
        assertGoesOn();
    }

    @Test
    void cutOnFailureOnly_removed_goesOn() throws Exception {
        WhenLost policy = new WhenLost(LossPolicy.KEEP, LossPolicy.CUT);
        connected(policy);
        save(policy, another());
        assertGoesOn();
    }

    @Test
    void drain_removed_goesOnForSoLongAndIsEnded() throws Exception {
        connected(DRAIN);
        save(DRAIN, another());
        assertCarried();
        ConnectionRecord record = assertEnded(EndReason.DRAINED_AFTER_REMOVAL);
        assertThat(record.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void drain_markedDown_goesOnForSoLongAndIsEnded() throws Exception {
        connected(DRAIN);
        marksDown(mine().target());
        assertCarried();
        ConnectionRecord record = assertEnded(EndReason.DRAINED_AFTER_FAILURE);
        assertThat(record.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void draining_theDestinationIsBackInTheRoute_goesOn() throws Exception {
        connected(LONG_DRAIN);
        save(LONG_DRAIN, another());
        eventually(() -> assertThat(drainsUntil()).isAfter(Instant.now().plusSeconds(500)));
        assertCarried();
        save(LONG_DRAIN, mine());
        eventually(() -> assertThat(drainsUntil()).isNull());
        assertGoesOn();
    }

    @Test
    void draining_theRouteIsSavedToCut_isEndedNow() throws Exception {
        connected(LONG_DRAIN);
        save(LONG_DRAIN, another());
        eventually(() -> assertThat(drainsUntil()).isNotNull());
        save(CUT, another());
        assertEnded(EndReason.DESTINATION_REMOVED);
    }

    @Test
    void draining_theTerminalCloses_isItsOwnEnd() throws Exception {
        connected(LONG_DRAIN);
        relay.route();
        eventually(() -> assertThat(drainsUntil()).isNotNull());
        terminal.close();
        assertClosed(answered);
        answered.close();
        assertThat(relay.ended().endReason()).isEqualTo(EndReason.CLIENT_CLOSED);
    }

    @Test
    void cut_removedWhileItIsDialled_isEndedWhenItAnswers() throws Exception {
        relay.names.put("slow.example", List.of(RelayHarness.GATEWAY));
        var slow = to("slow.example", server.port());
        relay.whileLookingUp(() -> save(CUT, another()));
        save(CUT, slow);
        terminal = relay.connect(TERMINAL, PORT);
        answered = server.accept();
        assertEnded(EndReason.DESTINATION_REMOVED);
    }

    @Test
    void manyOpenOnTwoDestinations_oneIsRemoved_exactlyItsOwnAreEnded() throws Exception {
        connected(CUT);
        relay.online("127.64.0.2", 100);
        save(CUT, mine(), another());
        for (int i = 0; i < 40; i++) {
            relay.connect("127.64.0.2", PORT);
        }
        eventually(() -> assertThat(count(mine()) + count(another())).isEqualTo(41));
        long leaving = count(mine());
        long staying = count(another());
        save(CUT, another());
        for (int i = 0; i < leaving; i++) {
            assertThat(relay.ended().endReason()).isEqualTo(EndReason.DESTINATION_REMOVED);
        }
        relay.losses.look();
        assertThat(count(another())).isEqualTo(staying);
        assertThat(relay.records).isEmpty();
    }

    private long count(Destination destination) {
        return relay.live.count(
                new Visible.Everything(),
                open ->
                        open.phase() == EndReason.Phase.RELAYING
                                && open.destination().equals(destination.target().toString()));
    }
}
