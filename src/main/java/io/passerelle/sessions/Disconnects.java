package io.passerelle.sessions;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Refused;
import io.passerelle.sessions.store.SessionOrderStore;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ending sessions from here (M2M-8): what is asked of the network, and what it answered. The
 * session itself ends when its server says so.
 */
@Service
public class Disconnects {

    private final SessionOrderStore store;
    private final Sessions sessions;
    private final Audit audit;

    Disconnects(SessionOrderStore store, Sessions sessions, Audit audit) {
        this.store = store;
        this.sessions = sessions;
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
        store.insert(
                new SessionOrder(
                        Ids.next(),
                        sessionId,
                        session.simId(),
                        session.organisationId(),
                        SessionOrder.Cause.PERSON,
                        viewer.login(),
                        Instant.now(),
                        OrderState.PENDING,
                        null,
                        0,
                        null));
        SessionOrder order = store.lastOf(sessionId).orElseThrow();
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

    /** The last order about a session the viewer sees. */
    public Optional<SessionOrder> lastOf(Viewer viewer, UUID sessionId) {
        return store.lastOf(sessionId).filter(order -> viewer.sees(order.organisationId()));
    }
}
