package io.passerelle.nodes;

import io.passerelle.foundation.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A process that shares the database.
 *
 * @param name as records and metrics have it
 * @param version of its program; empty when it was built by hand
 * @param roles what it does: {@code radius}, {@code relay}, {@code portal}
 * @param address where it listens for devices
 * @param portalUrl where people and programs reach it
 * @param seenAt its last sign of life, by the database's clock
 * @param sessions how many open sessions it knows
 * @param connections how many connections are open on it
 * @param drainAskedAt when somebody asked for it to be taken out of service; null when nobody did
 *     since it started
 * @param shortOf address pools of which it has hardly any address left
 */
public record Node(
        UUID id,
        String name,
        String version,
        List<String> roles,
        String address,
        String portalUrl,
        NodeState state,
        Instant startedAt,
        Instant seenAt,
        int sessions,
        int connections,
        @Nullable Instant drainAskedAt,
        String drainAskedBy,
        List<Cidr> shortOf) {

    /** Copies, so that nobody changes it later. */
    public Node {
        roles = List.copyOf(roles);
        shortOf = List.copyOf(shortOf);
    }
}
