package io.passerelle.egress;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way out of the gateway (SPEC M2M-27).
 *
 * @param name as connections show it, also to customers; 1 to 60 characters
 * @param priority 1 to 1,000,000; of links with an equally exact network the lowest is used
 * @param networks what lies behind it, 1 to {@link #NETWORKS_AT_MOST}
 * @param ends where it begins, by node, 1 to {@link #ENDS_AT_MOST}
 * @param check how it is tested; null for only whether its end is there
 * @param note up to 200 characters
 * @param version counts the changes; a change names the one it read
 */
public record EgressLink(
        UUID id,
        String name,
        LinkKind kind,
        int priority,
        boolean enabled,
        LinkFallback fallback,
        List<Cidr> networks,
        List<LinkEnd> ends,
        @Nullable LinkCheck check,
        String note,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    /** How many links there may be: a dial looks at all of them. */
    public static final int LINKS_AT_MOST = 64;

    /** How many networks may lie behind a link. */
    public static final int NETWORKS_AT_MOST = 256;

    /** How many nodes may have an end of their own. */
    public static final int ENDS_AT_MOST = 64;

    private static final int NOT_BEHIND = -1;

    /** Copies. */
    public EgressLink {
        networks = List.copyOf(networks);
        ends = List.copyOf(ends);
    }

    /** The length of the longest prefix that has the address; negative when none has. */
    int prefixOf(InetAddress address) {
        int longest = NOT_BEHIND;
        for (Cidr network : networks) {
            if (network.prefix() > longest && network.contains(address)) {
                longest = network.prefix();
            }
        }
        return longest;
    }

    /** Whether the address lies behind it. */
    public boolean leadsTo(InetAddress address) {
        return prefixOf(address) != NOT_BEHIND;
    }

    /** Its end on a node; null when it has none there. */
    @Nullable LinkEnd endOn(String node) {
        LinkEnd everywhere = null;
        for (LinkEnd end : ends) {
            if (end.node().equals(node)) {
                return end;
            }
            everywhere = end.node().isEmpty() ? end : everywhere;
        }
        return everywhere;
    }

    /**
     * The networks behind it that customers may only go to once the operator has approved them for
     * that customer (SPEC M2M-26).
     */
    public List<Cidr> internalNetworks() {
        return networks.stream()
                .filter(network -> network.prefix() > 0 && Addresses.isInternal(network.address()))
                .toList();
    }
}
