package io.passerelle.connections;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach a destination.
 *
 * @param destination as the route has it, an address or a domain
 * @param address what was dialled; null when there was nothing to dial
 * @param port 1 to 65,535
 * @param priority of the destination in its route
 * @param millis how long it took
 */
public record Attempt(
        String destination,
        @Nullable InetAddress address,
        int port,
        int priority,
        AttemptOutcome outcome,
        int millis) {}
