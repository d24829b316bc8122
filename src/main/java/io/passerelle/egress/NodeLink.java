package io.passerelle.egress;

import io.passerelle.network.Outlet;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link on this node: where it begins here, and how it is. What is seen of it moves its status;
 * the rest stays as it is.
 */
public final class NodeLink {

    private final EgressLink link;
    private final @Nullable LinkEnd end;
    private final LinkMeter meter;
    private final LinkTracker tracker;
    private volatile LinkStatus status;

    NodeLink(EgressLink link, String node, LinkMeter meter, Instant now) {
        this.link = link;
        this.end = link.endOn(node);
        this.meter = meter;
        this.tracker = new LinkTracker(link.check(), now);
        LinkState first =
                !link.enabled()
                        ? LinkState.DISABLED
                        : end == null ? LinkState.NOT_HERE : LinkState.UP;
        this.status = new LinkStatus(first, "", now);
    }

    /** The link. */
    public EgressLink link() {
        return link;
    }

    /** Whether it is the link of that identifier. */
    boolean is(UUID id) {
        return link.id().equals(id);
    }

    /** How it is now. */
    public LinkStatus status() {
        return status;
    }

    /** What it carries. */
    public LinkMeter meter() {
        return meter;
    }

    @Nullable LinkEnd end() {
        return end;
    }

    LinkTracker tracker() {
        return tracker;
    }

    /** Whether a connection to that address may leave by it now. */
    public boolean takes(InetAddress to) {
        return end != null && status.isUp() && end.carries(to);
    }

    Outlet outlet(InetAddress to) {
        return end == null ? Outlet.DEFAULT : end.outlet(to);
    }

    /** It was seen to be so; true when that is something else than before. */
    boolean is(LinkState state, String detail, Instant now) {
        LinkStatus before = status;
        if (before.state() == state && before.detail().equals(detail)) {
            return false;
        }
        status = new LinkStatus(state, detail, now);
        return true;
    }

    /** The same link on this node after a change that touches neither its end nor its check. */
    NodeLink changed(EgressLink next, String node, Instant now) {
        NodeLink fresh = new NodeLink(next, node, meter, now);
        boolean same =
                next.enabled() == link.enabled()
                        && Objects.equals(fresh.end, end)
                        && Objects.equals(next.check(), link.check());
        if (same) {
            fresh.tracker.follow(tracker);
            fresh.status = status;
        }
        return fresh;
    }
}
