package io.passerelle.network;

import io.passerelle.foundation.SettingsReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where this node listens for the devices.
 *
 * @param address the gateway's address, 192.168.1.10 in the field
 * @param portShift what is added to every service port: 0 in production, 10,000 in the demo
 * @param node this node's name in records and metrics
 */
public record GatewaySettings(InetAddress address, int portShift, String node) {

    /** The highest service port is 8883; shifted, it must still be a port. */
    private static final int MOST_SHIFT = 65_535 - 8_883;

    /** Reads {@code passerelle.gateway.*}. */
    public static GatewaySettings read(SettingsReader settings) {
        return new GatewaySettings(
                settings.address("passerelle.gateway.address", "127.0.0.1"),
                settings.integer("passerelle.gateway.port-shift", 0, 0, MOST_SHIFT),
                settings.text("passerelle.gateway.node", hostName()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine whose own name does not resolve
        }
    }

    /** The socket address of a service, given its port in the field. */
    public InetSocketAddress socket(int port) {
        return new InetSocketAddress(address, port + portShift);
    }
}
