package io.passerelle.diagnosis;

import io.passerelle.alerts.Alert;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.OpenConnection;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.RadiusStrangers.Stranger;
import io.passerelle.sessions.Session;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rules judge: a card's own events and what they depend on, as of one moment. Lists are
 * newest first and bounded.
 *
 * @param disabled the name of the organisation that is disabled, the card's or one above it; empty
 *     when none is
 * @param pending what is asked of the mobile operator and not answered
 * @param moved the last change of its status; empty when it has the one it was added with
 * @param stop the alert whose rule had it suspended; empty when nobody or somebody else did
 * @param attempts its last attempts to sign on
 * @param open its open sessions
 * @param ended its last ended sessions
 * @param clashing the open sessions of other cards that have its address, or that of its last
 *     session when it lost it to them
 * @param connections its last connections
 * @param carried its connections that are open now
 * @param routes those of its group, as they are in force
 * @param strangers the network access servers that are not heard; empty for those who may not know
 * @param reports how often the network reports an open session
 */
record Evidence(
        Instant now,
        Sim sim,
        Optional<String> disabled,
        Optional<SimRequest> pending,
        Optional<SimStatusChange> moved,
        Optional<Alert> stop,
        List<Authentication> attempts,
        List<Session> open,
        List<Session> ended,
        List<Session> clashing,
        List<ConnectionRecord> connections,
        List<OpenConnection> carried,
        List<RouteState> routes,
        List<Stranger> strangers,
        Duration reports) {

    /** What is older says nothing about now. */
    private static final Duration RECENT = Duration.ofHours(24);

    /** Its sessions, open ones first. */
    Stream<Session> sessions() {
        return Stream.concat(open.stream(), ended.stream());
    }

    /** The session that began last. */
    Optional<Session> latest() {
        return sessions().max(Comparator.comparing(Session::startedAt));
    }

    boolean isOnline() {
        return !open.isEmpty();
    }

    /** Whether a moment is recent enough to say something about now. */
    boolean isRecent(Instant at) {
        return !at.isBefore(now.minus(RECENT));
    }

    /** What its recent connections say, port by port. */
    Traffic traffic() {
        return new Traffic(
                connections.stream().filter(record -> isRecent(record.openedAt())).toList(),
                carried,
                routes);
    }

    /** Since when it has its status. */
    Instant statusSince() {
        return moved.map(SimStatusChange::at).orElse(sim.createdAt());
    }
}
