package io.passerelle.sessions.portal;

import io.passerelle.foundation.ListQuery;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Kit;
import io.passerelle.sessions.NetworkAccessServers;
import java.util.List;

/** The network access servers to filter by; only the operator's people know them. */
final class NasChoices {

    private static final int AT_MOST = 500;

    private NasChoices() {}

    static List<Choice> of(Kit kit, NetworkAccessServers servers) {
        return servers.listing().page(kit.viewer().visible(), ListQuery.ALL, 0, AT_MOST).stream()
                .map(server -> new Choice(server.id().toString(), server.name()))
                .toList();
    }
}
