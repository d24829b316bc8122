package io.passerelle.diagnosis;

import io.passerelle.alerts.Alert;
import io.passerelle.alerts.AlertKind;
import io.passerelle.alerts.AlertRule;
import io.passerelle.connections.Attempt;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.OpenConnection;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.routing.Health;
import io.passerelle.routing.Route;
import io.passerelle.routing.RoutingFixture;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.RadiusStrangers.Fault;
import io.passerelle.sessions.RadiusStrangers.Stranger;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimGuards;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatus;
import io.passerelle.sims.SimStatusChange;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A terminal and what happened to it, told in the order in which it happened. */
final class Case {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String SERVER = "pay.example";

    private static final InetAddress ADDRESS = Addresses.of("10.64.0.17");
    private static final InetAddress NAS = Addresses.of("192.0.2.9");
    private static final UUID SIM = Ids.next();
    private static final UUID CUSTOMER = Ids.next();
    private static final UUID GROUP = Ids.next();

    private SimKind kind = SimKind.PRIVATE;
    private SimStatus status = SimStatus.ACTIVE;
    private @Nullable SimStatus before;
    private @Nullable String disabled;
    private @Nullable SimRequest pending;
    private @Nullable SimStatusChange moved;
    private @Nullable Alert stop;
    private final List<Authentication> attempts = new ArrayList<>();
    private final List<Session> open = new ArrayList<>();
    private final List<Session> ended = new ArrayList<>();
    private final List<Session> clashing = new ArrayList<>();
    private final List<ConnectionRecord> connections = new ArrayList<>();
    private final List<OpenConnection> carried = new ArrayList<>();
    private final List<RouteState> routes = new ArrayList<>();
    private final List<Stranger> strangers = new ArrayList<>();

    /** One that signed on an hour ago and has a route on port 4001 whose server works. */
    static Case online() {
        return new Case().route(4001, up()).signsOn(60).session(60);
    }

    /** One nobody ever heard of, with a route. */
    static Case fresh() {
        return new Case().route(4001, up());
    }

    static Health up() {
        return new Health.Up(NOW.minusSeconds(7_200), true);
    }

    static Health down(AttemptOutcome reason) {
        return new Health.Down(NOW.minusSeconds(600), reason, NOW.plusSeconds(10));
    }

    static Instant ago(double minutes) {
        return NOW.minusMillis((long) (minutes * 60_000));
    }

    /** It goes straight to the Internet. */
    Case isPublic() {
        kind = SimKind.PUBLIC;
        return this;
    }

    Case is(SimStatus now, @Nullable SimStatus earlier) {
        status = now;
        before = earlier;
        moved =
                new SimStatusChange(
                        Ids.next(),
                        SIM,
                        CUSTOMER,
                        ago(90),
                        earlier == null ? SimStatus.ACTIVE : earlier,
                        now);
        return this;
    }

    Case asked(SimAction action) {
        pending =
                new SimRequest(
                        Ids.next(),
                        SIM,
                        "8933",
                        "",
                        CUSTOMER,
                        action,
                        RequestState.SENT,
                        status,
                        "",
                        "martin",
                        ago(30),
                        "Orange",
                        "MANUAL",
                        1,
                        null,
                        ago(29),
                        "",
                        null,
                        "",
                        Reason.NONE,
                        NewCard.UNKNOWN,
                        null);
        return this;
    }

    /** A rule had it suspended. */
    Case stoppedBy(AlertKind kind, long value, long threshold) {
        stop =
                new Alert(
                        Ids.next(),
                        Ids.next(),
                        "Video",
                        kind,
                        Severity.WARNING,
                        CUSTOMER,
                        AlertRule.Scope.SIM,
                        SIM,
                        "8933000000000000017",
                        "2026-11",
                        value,
                        threshold,
                        ago(91),
                        null,
                        Alert.State.OPEN,
                        null,
                        "",
                        "",
                        "ASKED",
                        null,
                        1);
        return is(SimStatus.SUSPENDED, null);
    }

    Case disabled(String organisation) {
        disabled = organisation;
        return this;
    }

    Case signsOn(double minutesAgo) {
        return attempt(minutesAgo, AuthenticationReason.ACCEPTED);
    }

    Case attempt(double minutesAgo, AuthenticationReason reason) {
        boolean accepted = reason == AuthenticationReason.ACCEPTED;
        attempts.addFirst(
                new Authentication(
                        Ids.next(),
                        ago(minutesAgo),
                        Ids.next(),
                        NAS,
                        SIM,
                        CUSTOMER,
                        "till-3",
                        "",
                        "",
                        "asked.example",
                        AuthenticationMethod.PAP,
                        accepted,
                        reason,
                        accepted ? ADDRESS : null,
                        accepted ? Ids.next() : null,
                        ""));
        return this;
    }

    Case session(double minutesAgo) {
        open.addFirst(session(minutesAgo, 1, null, null, ""));
        return this;
    }

    /** The network last reported the session so long ago. */
    Case silentFor(double minutes) {
        Session last = open.removeFirst();
        open.addFirst(
                session(
                        Duration.between(last.startedAt(), NOW).toMinutes(),
                        minutes,
                        null,
                        null,
                        ""));
        return this;
    }

    Case sessionOf(double minutesAgo, String imeisv) {
        open.addFirst(session(minutesAgo, 1, null, null, imeisv));
        return this;
    }

    Case endedSession(double fromAgo, double untilAgo) {
        return endedSession(fromAgo, untilAgo, "");
    }

    Case endedSession(double fromAgo, double untilAgo, String imeisv) {
        ended.addFirst(session(fromAgo, untilAgo, ago(untilAgo), SessionEndReason.STOP, imeisv));
        return this;
    }

    /** Its session ended when another card got its address. */
    Case losesItsAddress(double fromAgo, double untilAgo) {
        ended.addFirst(
                session(fromAgo, untilAgo, ago(untilAgo), SessionEndReason.ADDRESS_REUSED, ""));
        return otherAtSameAddress();
    }

    Case otherAtSameAddress() {
        clashing.add(session(10, 1, null, null, ""));
        return this;
    }

    static Session session(
            double fromAgo,
            double lastAgo,
            @Nullable Instant end,
            @Nullable SessionEndReason reason,
            String imeisv) {
        return new Session(
                Ids.next(),
                SIM,
                "8933000000000000017",
                "",
                CUSTOMER,
                Ids.next(),
                "GGSN 1",
                NAS,
                "S1",
                "m2m.example",
                ADDRESS,
                "",
                "",
                imeisv,
                "LTE",
                "20801",
                ago(fromAgo),
                ago(lastAgo),
                end,
                reason,
                end == null ? "" : "Lost-Carrier",
                10,
                20,
                1,
                1);
    }

    Case route(int port, Health health) {
        return route(port, health, true);
    }

    Case route(int port, Health health, boolean allowed) {
        Route route =
                RoutingFixture.route(CUSTOMER, GROUP, port, 60, RoutingFixture.to(SERVER, 9000));
        routes.add(
                new RouteState(
                        route,
                        List.of(
                                new RouteState.DestinationState(
                                        route.destinations().getFirst(), health, allowed))));
        return this;
    }

    Case withoutRoutes() {
        routes.clear();
        return this;
    }

    /** A connection that went well. */
    Case exchanges(int port, double minutesAgo) {
        return connection(port, minutesAgo, EndReason.CLIENT_CLOSED, 120, 340, 3);
    }

    /** A connection that was not carried. */
    Case refused(int port, double minutesAgo, EndReason reason, AttemptOutcome... tried) {
        List<Attempt> path =
                List.of(tried).stream()
                        .map(outcome -> new Attempt(SERVER, null, 9000, 1, outcome, 5))
                        .toList();
        connections.addFirst(record(port, minutesAgo, reason, path, 0, 0, 0));
        return this;
    }

    Case connection(
            int port, double minutesAgo, EndReason reason, long up, long down, double seconds) {
        connections.addFirst(record(port, minutesAgo, reason, List.of(), up, down, seconds));
        return this;
    }

    private static ConnectionRecord record(
            int port,
            double minutesAgo,
            EndReason reason,
            List<Attempt> path,
            long up,
            long down,
            double seconds) {
        return new ConnectionRecord(
                Ids.next(),
                ago(minutesAgo),
                ago(minutesAgo).plusMillis((long) (seconds * 1_000)),
                ConnectionRecord.ROUTE,
                "node",
                CUSTOMER,
                SIM,
                "8933000000000000017",
                GROUP,
                Ids.next(),
                null,
                ADDRESS,
                40_000,
                port,
                reason.isRefusal() ? "" : SERVER,
                null,
                reason.isRefusal() ? null : 9000,
                path,
                null,
                up,
                down,
                reason,
                null,
                1);
    }

    /** A connection that is open. */
    Case talks(int port, long up, long down) {
        carried.add(
                new OpenConnection(
                        Ids.next(),
                        "node",
                        ago(5),
                        NOW,
                        EndReason.Phase.RELAYING,
                        CUSTOMER,
                        SIM,
                        "8933000000000000017",
                        GROUP,
                        Ids.next(),
                        null,
                        ADDRESS,
                        40_000,
                        port,
                        SERVER + ":9000",
                        null,
                        null,
                        List.of(),
                        up,
                        down,
                        null));
        return this;
    }

    Case unheard(Fault fault, double minutesAgo) {
        strangers.add(
                new Stranger(
                        Addresses.of("198.51.100.9"), fault, ago(minutesAgo), ago(minutesAgo), 7));
        return this;
    }

    Diagnosis diagnosis() {
        return Diagnosis.of(evidence());
    }

    Evidence evidence() {
        return new Evidence(
                NOW,
                sim(),
                Optional.ofNullable(disabled),
                Optional.ofNullable(pending),
                Optional.ofNullable(moved),
                Optional.ofNullable(stop),
                attempts,
                open,
                ended,
                clashing,
                connections,
                carried,
                routes,
                strangers,
                Duration.ofMinutes(10));
    }

    private Sim sim() {
        return new Sim(
                SIM,
                CUSTOMER,
                GROUP,
                "Tills",
                Ids.next(),
                "m2m.example",
                "8933000000000000017",
                null,
                null,
                "Orange",
                kind,
                status,
                before,
                false,
                List.of(),
                "Till 3",
                "till-3",
                true,
                null,
                1,
                32,
                null,
                null,
                null,
                0,
                List.of(),
                SimGuards.NONE,
                null,
                null,
                ago(10_000),
                1);
    }
}
