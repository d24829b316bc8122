package io.passerelle.sessions;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.store.SessionStore;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Sessions as people see them (M2M-8): who is online, and who was. Live topic {@value #TOPIC}. */
@Service
public class Sessions {

    /** The live topic that tells that a session came, moved or ended. */
    public static final String TOPIC = "sessions";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "session";

    private final SessionStore store;
    private final Audit audit;

    Sessions(SessionStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** The list; filter {@code open} tells those online from those of the past. */
    public Listing<Session> listing() {
        return store.listing();
    }

    /** One session the viewer sees. */
    public Session get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(session -> viewer.sees(session.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }
}
