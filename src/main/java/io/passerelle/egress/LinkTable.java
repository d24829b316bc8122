package io.passerelle.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The links of this node and the choice among them (SPEC M2M-27). The address that is really
 * dialled counts: of the links behind which it lies those with the longest prefix come first, then
 * those with the lowest priority; a link that is down is passed over. What may follow a link is the
 * link's own say ({@link LinkFallback}): the machine's own way is left only when every link that
 * was passed allows it. A link a destination is pinned to comes before all others.
 *
 * <p>A link that is switched off, or has no end on this node, is down like any other: what lies
 * behind a tunnel never goes another way because the tunnel is not there.
 */
public final class LinkTable {

    /** Addresses whose order is kept: destinations of routes are no more than some thousands. */
    private static final int KEPT_AT_MOST = 10_000;

    private final List<NodeLink> links;
    private final Map<InetAddress, List<NodeLink>> orders = new ConcurrentHashMap<>();

    LinkTable(Collection<NodeLink> links) {
        this.links = List.copyOf(links);
    }

    /** Every link, in no order. */
    public List<NodeLink> links() {
        return links;
    }

    /**
     * By which links an address is dialled.
     *
     * @param pinned the link its destination is pinned to; null for none
     */
    public LinkPlan plan(InetAddress to, @Nullable UUID pinned) {
        List<NodeLink> order = pinned == null ? order(to) : pinnedFirst(order(to), pinned);
        if (pinned != null && (order.isEmpty() || !order.getFirst().is(pinned))) {
            return LinkPlan.NOTHING; // it is not known here yet
        }
        List<NodeLink> passed = new ArrayList<>(order.size());
        boolean defaultWay = true;
        for (NodeLink link : order) {
            passed.add(link);
            LinkFallback fallback = link.link().fallback();
            defaultWay &= fallback == LinkFallback.DEFAULT;
            if (fallback == LinkFallback.NONE) {
                break;
            }
        }
        return new LinkPlan(passed, defaultWay);
    }

    private List<NodeLink> order(InetAddress to) {
        List<NodeLink> known = orders.get(to);
        if (known != null) {
            return known;
        }
        List<NodeLink> order =
                links.stream()
                        .filter(link -> link.link().leadsTo(to))
                        .sorted(
                                Comparator.comparingInt(
                                                (NodeLink link) -> -link.link().prefixOf(to))
                                        .thenComparingInt(link -> link.link().priority())
                                        .thenComparing(link -> link.link().name()))
                        .toList();
        if (orders.size() < KEPT_AT_MOST) {
            orders.put(to, order);
        }
        return order;
    }

    private List<NodeLink> pinnedFirst(List<NodeLink> order, UUID pinned) {
        List<NodeLink> all = new ArrayList<>(order.size() + 1);
        links.stream().filter(link -> link.is(pinned)).forEach(all::add);
        order.stream().filter(link -> !link.is(pinned)).forEach(all::add);
        return all;
    }
}
