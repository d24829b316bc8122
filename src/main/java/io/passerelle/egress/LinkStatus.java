package io.passerelle.egress;

import java.time.Instant;

/**
 * How a link is on a node, and since when.
 *
 * @param detail what the state is about: an interface, an address, a server; empty for nothing
 */
public record LinkStatus(LinkState state, String detail, Instant since) {

    /** Whether connections may use the link. */
    public boolean isUp() {
        return state.isUp();
    }
}
