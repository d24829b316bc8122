package io.passerelle.egress;

import io.passerelle.network.Outlet;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A way to dial an address.
 *
 * @param link null for the machine's own way
 */
public record Way(@Nullable NodeLink link) {

    /** The machine's own. */
    public static final Way DEFAULT = new Way(null);

    /** The link's name; null for the machine's own way. */
    public @Nullable String name() {
        return link == null ? null : link.link().name();
    }

    /** How a connection to that address leaves by it; null for the machine's own way. */
    public @Nullable Outlet outlet(InetAddress to) {
        return link == null ? null : link.outlet(to);
    }

    /** What counts for it; null for the machine's own way. */
    public @Nullable LinkMeter meter() {
        return link == null ? null : link.meter();
    }
}
