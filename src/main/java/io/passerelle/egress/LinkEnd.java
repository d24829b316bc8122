package io.passerelle.egress;

import io.passerelle.network.Outlet;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a link begins on a node: a source address, an interface, or both.
 *
 * @param node the node's name; empty for every node that has no end of its own
 * @param ipv4 the source of IPv4 connections; null for the interface's own
 * @param ipv6 the source of IPv6 connections; null for the interface's own
 * @param device the interface's name, up to 15 characters; empty for whichever the routing tables
 *     give to the source address
 */
public record LinkEnd(
        String node, @Nullable InetAddress ipv4, @Nullable InetAddress ipv6, String device) {

    /** Whether connections of that family can leave by it. */
    public boolean carries(InetAddress to) {
        return !device.isEmpty() || source(to) != null;
    }

    /** How a connection to that address leaves by it. */
    public Outlet outlet(InetAddress to) {
        return new Outlet(source(to), device);
    }

    private @Nullable InetAddress source(InetAddress to) {
        return to instanceof Inet4Address ? ipv4 : ipv6;
    }
}
