package io.passerelle.routing;

import io.passerelle.foundation.HostPort;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server a route leads to.
 *
 * @param target address or domain, and port
 * @param priority 1 to 1,000,000, the lowest that works takes all
 * @param share 1 to 1,000,000, the proportion within the priority
 * @param link the egress link it is pinned to (SPEC M2M-27); null for whichever leads there
 */
public record Destination(HostPort target, int priority, int share, @Nullable UUID link)
        implements Weighted {

    /** The largest priority and share. */
    public static final int MOST = 1_000_000;

    /** One that is pinned to no link. */
    public Destination(HostPort target, int priority, int share) {
        this(target, priority, share, null);
    }

    /**
     * @throws IllegalArgumentException for a priority or share outside its range
     */
    public Destination {
        if (priority < 1 || priority > MOST || share < 1 || share > MOST) {
            throw new IllegalArgumentException("priority " + priority + ", share " + share);
        }
    }
}
