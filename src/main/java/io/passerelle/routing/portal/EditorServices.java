package io.passerelle.routing.portal;

import io.passerelle.accounts.Organisations;
import io.passerelle.egress.EgressLinks;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.Explanations;
import io.passerelle.routing.RouteTable;
import io.passerelle.routing.Routes;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.SimCards;
import org.springframework.stereotype.Component;

/** What the editor and the dry run need. */
@Component
record EditorServices(
        Routes routes,
        RouteTable table,
        DestinationHealth health,
        Explanations explanations,
        EgressLinks links,
        GroupDirectory groups,
        Organisations organisations,
        SimCards cards) {}
