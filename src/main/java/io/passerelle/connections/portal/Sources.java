package io.passerelle.connections.portal;

import io.passerelle.accounts.Organisations;
import io.passerelle.connections.Connections;
import io.passerelle.connections.OpenEverywhere;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.OrganisationChoices;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the page's lists read what they show. */
record Sources(
        Kit kit,
        OpenEverywhere open,
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
                Filter.linked("routeId", Filter::brief),
                Filter.linked("link", name -> name),
                Filter.linked("sessionId", Filter::brief));
    }

    /** An organisation's name; empty for none. */
    String organisation(@Nullable UUID id) {
        return id == null ? "" : organisations.tree().name(id);
    }
}
