package io.passerelle.connections.portal;

import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.connections.Connections;
import io.passerelle.connections.OpenEverywhere;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListPage;
import jakarta.annotation.security.PermitAll;

/** Connections through the gateway: those that are open and those that were (M2M-28). */
@Route("connections")
@PermitAll
class ConnectionsPage extends ListPage {

    static final String NAME = "connections.connections";

    ConnectionsPage(
            Kit kit,
            OpenEverywhere open,
            Connections connections,
            Organisations organisations,
            SimNames names) {
        super(kit, NAME);
        Sources sources = new Sources(kit, open, connections, organisations, names);
        above(new SilentNodes(sources));
        tab("live", new LiveList(sources, this::go).definition());
        tab("history", new HistoryList(sources, this::go).definition());
    }
}
