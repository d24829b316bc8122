package io.passerelle.network;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a connection leaves this machine.
 *
 * @param source the address it comes from; null lets the machine choose
 * @param device the interface it is bound to (SO_BINDTODEVICE), up to 15 characters; empty for
 *     whichever the routing tables say
 */
public record Outlet(@Nullable InetAddress source, String device) {

    /** The machine's own way. */
    public static final Outlet DEFAULT = new Outlet(null, "");

    /** The longest name of an interface: Linux's IFNAMSIZ without the end of the string. */
    public static final int DEVICE_AT_MOST = 15;
}
