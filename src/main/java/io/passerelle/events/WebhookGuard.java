package io.passerelle.events;

import io.passerelle.accounts.Organisations;
import io.passerelle.events.store.WebhookStore;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.store.ChangeFeed;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Which addresses web hooks may go to: public ones, and internal ones that the operator approved as
 * destinations of the organisation, or of one above it (M2M-26).
 */
@Component
class WebhookGuard {

    private final Organisations organisations;
    private volatile Map<UUID, List<Cidr>> approved = Map.of();

    WebhookGuard(Organisations organisations, WebhookStore store, ChangeFeed feed) {
        this.organisations = organisations;
        feed.on("approved_network", () -> approved = store.approvedNetworks());
    }

    boolean allows(UUID organisationId, InetAddress address) {
        return !Addresses.isInternal(address) || isApproved(organisationId, address);
    }

    private boolean isApproved(UUID organisationId, InetAddress address) {
        Map<UUID, List<Cidr>> now = approved;
        return organisations.tree().upwards(organisationId).stream()
                .flatMap(above -> now.getOrDefault(above.id(), List.of()).stream())
                .anyMatch(network -> network.contains(address));
    }
}
