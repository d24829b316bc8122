package io.passerelle.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * How a link is tested: a TCP connection to a server behind it, opened and closed.
 *
 * @param address behind the link; no name, so that a link does not depend on DNS
 * @param port 1 to 65,535
 * @param intervalSeconds 1 to 3,600
 * @param fall failures in a row that take the link out, 1 to 100
 * @param rise successes in a row that bring it back, 1 to 100
 */
public record LinkCheck(InetAddress address, int port, int intervalSeconds, int fall, int rise) {

    /** What is dialled. */
    public InetSocketAddress target() {
        return new InetSocketAddress(address, port);
    }
}
