package io.passerelle.connections;

import io.passerelle.foundation.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An open connection that stays as it was made. */
record FakeConnection(UUID id, UUID organisationId, String iccid, int inputPort, long bytesUp)
        implements LiveConnection {

    @Override
    public Instant openedAt() {
        return Instant.EPOCH;
    }

    @Override
    public EndReason.Phase phase() {
        return EndReason.Phase.RELAYING;
    }

    @Override
    public @Nullable UUID simId() {
        return null;
    }

    @Override
    public @Nullable UUID groupId() {
        return null;
    }

    @Override
    public @Nullable UUID sessionId() {
        return null;
    }

    @Override
    public @Nullable UUID routeId() {
        return null;
    }

    @Override
    public InetSocketAddress source() {
        return new InetSocketAddress(Addresses.of("127.64.0.1"), 40_000);
    }

    @Override
    public String destination() {
        return "server.example";
    }

    @Override
    public @Nullable InetAddress destinationAddress() {
        return null;
    }

    @Override
    public List<Attempt> path() {
        return List.of();
    }

    @Override
    public long bytesDown() {
        return 0;
    }

    @Override
    public void cut(EndReason reason) {}
}
