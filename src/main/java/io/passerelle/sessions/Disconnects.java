package io.passerelle.sessions;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.sessions.SessionOrder.Cause;
import io.passerelle.sessions.SessionOrder.Kind;
import io.passerelle.sessions.store.SessionOrderStore;
import io.passerelle.sims.CardSessions;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimsRegrouped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ending and changing sessions from here (M2M-8): what is asked of the network, and what it
 * answered. The session itself ends when its server says so.
 */
@Service
public class Disconnects implements CardSessions {

    private final SessionOrderStore store;
    private final Sessions sessions;
    private final SimCards cards;
    private final Audit audit;

    Disconnects(SessionOrderStore store, Sessions sessions, SimCards cards, Audit audit) {
        this.store = store;
        this.sessions = sessions;
        this.cards = cards;
        this.audit = audit;
    }

    /**
     * Asks the network to end a session. Asking again while nothing was answered changes nothing.
     *
     * @throws Refused when it has ended
     */
    @Transactional
    public SessionOrder ask(Viewer viewer, UUID sessionId) {
        Session session = sessions.get(viewer, sessionId);
        audit.require(viewer, Right.MANAGE_SIMS, "session.disconnect", Sessions.KIND, sessionId);
        if (!session.isOpen()) {
            throw Refused.field("", "session.ended");
        }
        store.insert(List.of(sessionId), Kind.DISCONNECT, Cause.PERSON, viewer.login());
        SessionOrder order =
                store.of(sessionId).stream()
                        .filter(found -> found.kind() == Kind.DISCONNECT)
                        .findFirst()
                        .orElseThrow(() -> Refused.field("", "session.ended"));
        audit.done(
                viewer,
                "session.disconnect",
                Sessions.KIND,
                sessionId,
                session.organisationId(),
                null,
                order);
        return order;
    }

    @Override
    @Transactional
    public int disconnect(Viewer viewer, UUID simId) {
        UUID organisation = cards.get(viewer, simId).organisationId();
        audit.require(viewer, Right.MANAGE_SIMS, "sim.disconnect", SimCards.KIND, simId);
        List<UUID> open = store.openOf(List.of(simId));
        store.insert(open, Kind.DISCONNECT, Cause.PERSON, viewer.login());
        audit.done(viewer, "sim.disconnect", SimCards.KIND, simId, organisation, null, open);
        return open.size();
    }

    /** Servers that know their sessions' groups are told; in the transaction that moves cards. */
    @EventListener
    void regrouped(SimsRegrouped event) {
        store.insert(store.openToldTheGroup(event.simIds()), Kind.COA, Cause.GROUP, event.by());
    }

    @Override
    public List<NetworkOrder> orders(UUID simId, Instant since, Instant until) {
        return store.ofSim(simId, since, until).stream().map(Disconnects::told).toList();
    }

    @Override
    public Optional<String> lastDevice(UUID simId) {
        return store.lastDevice(simId);
    }

    @Override
    public Map<UUID, String> lastDevices(Collection<UUID> simIds) {
        return store.lastDevices(simIds);
    }

    /** The orders about a session the viewer sees, newest first; 20 at most. */
    public List<SessionOrder> of(Viewer viewer, UUID sessionId) {
        return store.of(sessionId).stream()
                .filter(order -> viewer.sees(order.organisationId()))
                .toList();
    }

    /** The last order to end a session the viewer sees, or to change it. */
    public Optional<SessionOrder> lastOf(Viewer viewer, UUID sessionId) {
        return of(viewer, sessionId).stream().findFirst();
    }

    private static NetworkOrder told(SessionOrder order) {
        Integer cause = order.errorCause();
        return new NetworkOrder(
                order.sessionId(),
                order.kind().name(),
                order.askedBy(),
                order.askedAt(),
                order.state().name(),
                cause == null ? null : ErrorCause.text(cause),
                order.answeredAt());
    }
}
