package io.passerelle.connections.portal;

import io.passerelle.accounts.Organisations;
import io.passerelle.connections.Connections;
import io.passerelle.connections.LiveConnections;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.OrganisationChoices;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the page's lists read what they show. */
record Sources(
        Kit kit,
        LiveConnections live,
        Connections connections,
        Organisations organisations,
        SimNames names) {

    /** The filters both lists have. */
    List<Filter> filters() {
        return List.of(
                Filter.select(
                        "organisationId",
                        () -> OrganisationChoices.choices(kit.viewer(), organisations)),
                Filter.select("inputPort", InputPorts::choices),
                Filter.linked("simId", id -> names.simLabel(kit, id)),
                Filter.linked("groupId", id -> names.groupLabel(kit, id)),
                Filter.linked("routeId", id -> id),
                Filter.linked("sessionId", id -> id));
    }

    /** An organisation's name; empty for none. */
    String organisation(@Nullable UUID id) {
        return id == null ? "" : organisations.tree().name(id);
    }
}
