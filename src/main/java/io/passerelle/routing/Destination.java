package io.passerelle.routing;

import io.passerelle.foundation.HostPort;

/**
 * A server a route leads to.
 *
 * @param target address or domain, and port
 * @param priority 1 to 1,000,000, the lowest that works takes all
 * @param share 1 to 1,000,000, the proportion within the priority
 */
public record Destination(HostPort target, int priority, int share) implements Weighted {

    /** The largest priority and share. */
    public static final int MOST = 1_000_000;

    /**
     * @throws IllegalArgumentException for a priority or share outside its range
     */
    public Destination {
        if (priority < 1 || priority > MOST || share < 1 || share > MOST) {
            throw new IllegalArgumentException("priority " + priority + ", share " + share);
        }
    }
}
