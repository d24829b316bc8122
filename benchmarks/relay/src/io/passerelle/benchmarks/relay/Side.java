package io.passerelle.benchmarks.relay;

import java.net.InetSocketAddress;

/**
 * One of the two relays.
 *
 * @param name in results
 * @param at where it listens
 * @param processes what it runs as
 */
record Side(String name, InetSocketAddress at, Processes processes) {}
