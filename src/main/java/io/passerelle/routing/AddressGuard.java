package io.passerelle.routing;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses the gateway may dial for whom (SPEC M2M-26): public ones for everybody, internal
 * ones only where the operator has approved their network for the organisation or one above it.
 * Asked when a route is saved and again at every dial, with the address that is dialled.
 */
public final class AddressGuard {

    /** Deeper than any tree of organisations; a ring in the data must not hold an event loop. */
    private static final int DEPTH_AT_MOST = 64;

    private final Function<UUID, @Nullable UUID> parentOf;
    private volatile Map<UUID, List<Cidr>> approved = Map.of();

    /**
     * @param parentOf the organisation above; null for the operator and for unknown ones
     */
    public AddressGuard(Function<UUID, @Nullable UUID> parentOf) {
        this.parentOf = parentOf;
    }

    /** Whether connections of that organisation may go there. */
    public boolean allows(UUID organisationId, InetAddress address) {
        return !Addresses.isInternal(address) || isApproved(organisationId, address);
    }

    private boolean isApproved(UUID organisationId, InetAddress address) {
        Map<UUID, List<Cidr>> now = approved;
        UUID organisation = organisationId;
        for (int depth = 0; organisation != null && depth < DEPTH_AT_MOST; depth++) {
            for (Cidr network : now.getOrDefault(organisation, List.of())) {
                if (network.contains(address)) {
                    return true;
                }
            }
            organisation = parentOf.apply(organisation);
        }
        return false;
    }

    /** Puts the approvals of every organisation in force. */
    void replace(Map<UUID, List<Cidr>> next) {
        approved = Map.copyOf(next);
    }
}
