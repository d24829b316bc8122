package io.passerelle.relay;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.EndReason;
import io.passerelle.connections.LiveConnection;
import io.passerelle.foundation.Ids;
import io.passerelle.routing.Destination;
import io.passerelle.routing.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What others may see of a terminal's connection, from any thread: all of it follows its state. */
abstract class VisibleConnection implements LiveConnection {

    private final UUID id = Ids.next();
    private final Instant openedAt = Instant.now();
    private final InetSocketAddress source;
    private final int inputPort;

    VisibleConnection(InetSocketAddress source, int inputPort) {
        this.source = source;
        this.inputPort = inputPort;
    }

    /** Where it is now; once ended, also where it was. */
    abstract State state();

    /** The destination that is tried or answered. */
    final @Nullable Destination used() {
        Dial dial = state().dial();
        return dial == null ? null : dial.destination();
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public EndReason.Phase phase() {
        return state().phase();
    }

    @Override
    public @Nullable UUID organisationId() {
        Terminal terminal = state().terminal();
        return terminal == null ? null : terminal.organisationId();
    }

    @Override
    public @Nullable UUID simId() {
        Terminal terminal = state().terminal();
        return terminal == null ? null : terminal.simId();
    }

    @Override
    public String iccid() {
        Terminal terminal = state().terminal();
        return terminal == null ? "" : terminal.iccid();
    }

    @Override
    public @Nullable UUID groupId() {
        Terminal terminal = state().terminal();
        return terminal == null ? null : terminal.groupId();
    }

    @Override
    public @Nullable UUID sessionId() {
        Terminal terminal = state().terminal();
        return terminal == null ? null : terminal.sessionId();
    }

    @Override
    public @Nullable UUID routeId() {
        Route route = state().route();
        return route == null ? null : route.id();
    }

    @Override
    public InetSocketAddress source() {
        return source;
    }

    @Override
    public int inputPort() {
        return inputPort;
    }

    @Override
    public String destination() {
        Destination used = used();
        return used == null ? "" : used.target().toString();
    }

    @Override
    public @Nullable InetAddress destinationAddress() {
        Dial dial = state().dial();
        return dial == null ? null : dial.address();
    }

    @Override
    public @Nullable String link() {
        Dial dial = state().dial();
        return dial == null ? null : dial.way().name();
    }

    @Override
    public List<Attempt> path() {
        Dial dial = state().dial();
        return dial == null ? List.of() : dial.path();
    }
}
