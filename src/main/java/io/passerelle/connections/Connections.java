package io.passerelle.connections;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Viewer;
import io.passerelle.connections.store.ConnectionStore;
import io.passerelle.foundation.Listing;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * The history of connections (SPEC M2M-28). Those that are open now are {@link LiveConnections}.
 */
@Service
public class Connections {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "connection";

    private final ConnectionStore store;
    private final Audit audit;

    Connections(ConnectionStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** The list of records, newest first. */
    public Listing<ConnectionRecord> listing() {
        return store.listing();
    }

    /** One record of what the viewer sees. */
    public ConnectionRecord get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(record -> viewer.sees(record.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }
}
