package io.passerelle.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * By which links an address is dialled, in order.
 *
 * @param links those behind which it lies, or it is pinned to: also those that are down
 * @param defaultWay whether the machine's own way follows; it is the only one for an address behind
 *     no link
 */
public record LinkPlan(List<NodeLink> links, boolean defaultWay) {

    /** No way at all. */
    public static final LinkPlan NOTHING = new LinkPlan(List.of(), false);

    /** Copies. */
    public LinkPlan {
        links = List.copyOf(links);
    }

    /** What can be dialled now; empty when every link is down and nothing may follow. */
    public List<Way> ways(InetAddress to) {
        List<Way> ways = new ArrayList<>(links.size() + 1);
        for (NodeLink link : links) {
            if (link.takes(to)) {
                ways.add(new Way(link));
            }
        }
        if (defaultWay) {
            ways.add(Way.DEFAULT);
        }
        return ways;
    }
}
