package io.passerelle.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param link the egress link it left by, or that would have been the first to be tried; null for
 *     the machine's own way
 */
public record Attempt(
        String destination,
        @Nullable InetAddress address,
        int port,
        int priority,
        AttemptOutcome outcome,
        int millis,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link) {

    /** One by the machine's own way. */
    public Attempt(
            String destination,
            @Nullable InetAddress address,
            int port,
            int priority,
            AttemptOutcome outcome,
            int millis) {
        this(destination, address, port, priority, outcome, millis, null);
    }
}
