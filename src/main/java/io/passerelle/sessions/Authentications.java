package io.passerelle.sessions;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.store.AuthenticationStore;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Attempts to sign on as people see them (M2M-8): accepted, refused, and why. Live topic {@value
 * #TOPIC}. Attempts of cards nobody knows are the operator's to see.
 */
@Service
public class Authentications {

    /** The live topic that tells that there was another attempt. */
    public static final String TOPIC = "authentications";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "authentication";

    private final AuthenticationStore store;
    private final Audit audit;

    Authentications(AuthenticationStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** The list. */
    public Listing<Authentication> listing() {
        return store.listing();
    }

    /** One attempt the viewer sees. */
    public Authentication get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(attempt -> viewer.sees(attempt.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }
}
