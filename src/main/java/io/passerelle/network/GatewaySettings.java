package io.passerelle.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where this node listens for the devices.
 *
 * @param address the gateway's address, 192.168.1.10 in the field
 * @param portShift what is added to every service port: 0 in production, 10,000 in the demo
 * @param node this node's name in records and metrics
 */
public record GatewaySettings(InetAddress address, int portShift, String node) {

    /** The socket address of a service, given its port in the field. */
    public InetSocketAddress socket(int port) {
        return new InetSocketAddress(address, port + portShift);
    }
}
