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

    /** The highest service port is 21300 (SPEC M2M-44): beyond this shift it would not exist. */
    private static final int SHIFT_AT_MOST = 65_535 - 21_300;

    /** Reads {@code passerelle.gateway.address}, {@code .port-shift} and {@code .node}. */
    public static GatewaySettings read(SettingsReader settings) {
        return new GatewaySettings(
                settings.address("passerelle.gateway.address", "127.0.0.1"),
                settings.integer("passerelle.gateway.port-shift", 0, 0, SHIFT_AT_MOST),
                settings.text("passerelle.gateway.node", hostName()));
    }

    /** The socket address of a service, given its port in the field. */
    public InetSocketAddress socket(int port) {
        return new InetSocketAddress(address, port + portShift);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "gateway"; // a machine whose own name has no address
        }
    }
}
