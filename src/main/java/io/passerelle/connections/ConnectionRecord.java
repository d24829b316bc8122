package io.passerelle.connections;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a connection leaves behind (SPEC M2M-28). What was not known when it ended is null or empty.
 *
 * @param id made at accept; sorts by time
 * @param kind what carried it: {@link #ROUTE}
 * @param node the gateway that carried it
 * @param iccid of the SIM card, which may be gone when somebody reads this
 * @param inputPort without the shift
 * @param destination the one that took it, as the route has it
 * @param destinationAddress the address it was reached at
 * @param path every attempt, the last one being the one that worked, if any did
 * @param connectMillis from accept until the destination had answered
 * @param bytesUp from the terminal
 * @param bytesDown to the terminal
 * @param link the egress link it left by; null for the machine's own way
 * @param times how many connections it stands for: more than 1 only for those refused at the door,
 *     of which each address, port and reason has one record a minute
 */
public record ConnectionRecord(
        UUID id,
        Instant openedAt,
        Instant endedAt,
        String kind,
        String node,
        @Nullable UUID organisationId,
        @Nullable UUID simId,
        String iccid,
        @Nullable UUID groupId,
        @Nullable UUID sessionId,
        @Nullable UUID routeId,
        InetAddress sourceAddress,
        int sourcePort,
        int inputPort,
        String destination,
        @Nullable InetAddress destinationAddress,
        @Nullable Integer destinationPort,
        List<Attempt> path,
        @Nullable Integer connectMillis,
        long bytesUp,
        long bytesDown,
        EndReason endReason,
        @Nullable String link,
        int times) {

    /** The kind of a terminal's connection through a route. */
    public static final String ROUTE = "ROUTE";

    /** Copies the path; a record that was spooled before it had a number stands for itself. */
    public ConnectionRecord {
        path = List.copyOf(path);
        times = Math.max(1, times);
    }

    /** How long it lasted. */
    public Duration duration() {
        return Duration.between(openedAt, endedAt);
    }
}
