package io.passerelle.egress;

import io.passerelle.network.Outlet;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The links in force on this node, for the data plane. One writer swaps them after a committed
 * change; connections that are open go on as they are. Where there are no links a dial costs one
 * look at a field.
 */
public final class Ways {

    private final String node;
    private volatile @Nullable LinkTable table;

    /**
     * No link yet.
     *
     * @param node this node's name
     */
    public Ways(String node) {
        this.node = node;
    }

    /** The links; null while there are none. */
    public @Nullable LinkTable links() {
        return table;
    }

    /**
     * How an address can be dialled now, in order; empty when no link behind which it lies is up.
     */
    public List<Way> to(InetAddress address, @Nullable UUID pinned) {
        LinkTable now = table;
        if (now != null) {
            return now.plan(address, pinned).ways(address);
        }
        return pinned == null ? List.of(Way.DEFAULT) : List.of();
    }

    /** The outlet of a way, for who needs one in any case. */
    public static Outlet outlet(Way way, InetAddress to) {
        Outlet outlet = way.outlet(to);
        return outlet == null ? Outlet.DEFAULT : outlet;
    }

    /** Puts links in force. What is known of one whose end and check stay the same is kept. */
    public synchronized void replace(
            Collection<EgressLink> next, Function<EgressLink, LinkMeter> meters, Instant now) {
        Map<UUID, NodeLink> before = new HashMap<>();
        LinkTable old = table;
        if (old != null) {
            old.links().forEach(link -> before.put(link.link().id(), link));
        }
        List<NodeLink> links =
                next.stream()
                        .map(link -> {
                            NodeLink known = before.get(link.id());
                            LinkMeter meter = meters.apply(link); // renamed ones, too
                            return known == null
                                    ? new NodeLink(link, node, meter, now)
                                    : known.changed(link, node, now);
                        })
                        .toList();
        table = links.isEmpty() ? null : new LinkTable(links);
    }
}
