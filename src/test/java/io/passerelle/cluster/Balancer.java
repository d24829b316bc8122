package io.passerelle.cluster;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One address for all nodes, as a load balancer does it: it asks each node's {@code /ready} and
 * gives new flows to those that are, one after the other. Flows stay where they are.
 */
final class Balancer implements AutoCloseable {

    /** What terminals and network access servers know. */
    static final String ADDRESS = "10.251.0.1";

    /** The field's own, whatever wires there are. */
    static final String FIELD = "10.251.9.9";

    private static final long EVERY_MILLIS = 100;

    private final List<NodeProcess> nodes;
    private final Thread asking;
    private volatile List<String> ready = List.of();

    Balancer(List<NodeProcess> nodes) {
        this.nodes = nodes;
        Shell.run("ip addr add " + FIELD + "/32 dev lo");
        Shell.run("ip route add " + ADDRESS + "/32 dev lo src " + FIELD);
        this.asking = Thread.ofPlatform().daemon().name("balancer").start(this::ask);
    }

    /** A service, given its port in the field. */
    static InetSocketAddress at(int fieldPort) {
        return new InetSocketAddress(ADDRESS, fieldPort);
    }

    /** The addresses new flows go to. */
    List<String> ready() {
        return ready;
    }

    private void ask() {
        while (!Thread.currentThread().isInterrupted()) {
            List<String> now = new ArrayList<>();
            nodes.stream().filter(n -> n.ready() == 200).forEach(n -> now.add(n.address()));
            if (!now.equals(ready)) {
                spread(now);
                ready = List.copyOf(now);
            }
            LockSupport.parkNanos(EVERY_MILLIS * 1_000_000);
        }
    }

    private static void spread(List<String> to) {
        StringBuilder rules =
                new StringBuilder(
                        "table ip balancer\ndelete table ip balancer\ntable ip balancer {\n"
                                + " chain out { type nat hook output priority -100;\n");
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            entries.add(i + " : " + to.get(i));
        }
        for (String protocol : List.of("tcp", "udp")) {
            if (!to.isEmpty()) {
                rules.append("  ip daddr ")
                        .append(ADDRESS)
                        .append(" meta l4proto ")
                        .append(protocol)
                        .append(" dnat to numgen inc mod ")
                        .append(to.size())
                        .append(" map { ")
                        .append(String.join(", ", entries))
                        .append(" }\n");
            }
        }
        rules.append(" }\n}\n");
        Shell.run(List.of("nft", "-f", "-"), rules.toString());
    }

    @Override
    public void close() {
        asking.interrupt();
    }
}
