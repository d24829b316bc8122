package io.passerelle.connections;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection that is open now. Its counters move while one looks; any thread may look. */
public interface LiveConnection {

    /** The id its record will have. */
    UUID id();

    /** When it was accepted. */
    Instant openedAt();

    /** How far it has come. */
    EndReason.Phase phase();

    /** Whose it is; null before it is known. */
    @Nullable UUID organisationId();

    /** Its SIM card; null before it is known. */
    @Nullable UUID simId();

    /** Its SIM card's number; empty before it is known. */
    String iccid();

    /** Its group; null before it is known. */
    @Nullable UUID groupId();

    /** Its RADIUS session; null before it is known. */
    @Nullable UUID sessionId();

    /** Its route; null before it is known. */
    @Nullable UUID routeId();

    /** Where it comes from. */
    InetSocketAddress source();

    /** The gateway's port, without the shift. */
    int inputPort();

    /** The destination tried or used, as the route has it; empty before there is one. */
    String destination();

    /** The address dialled or used; null before there is one. */
    @Nullable InetAddress destinationAddress();

    /** The egress link tried or used; null for the machine's own way. */
    default @Nullable String link() {
        return null;
    }

    /** The attempts so far. */
    List<Attempt> path();

    /** Bytes from the terminal so far. */
    long bytesUp();

    /** Bytes to the terminal so far. */
    long bytesDown();

    /** When its destination's loss will have it ended; null while nothing does. */
    default @Nullable Instant drainsUntil() {
        return null;
    }

    /** What it depends on may have changed: looks again, soon and on its own event loop. */
    default void reconsider() {}

    /** Has it ended for that reason, soon and on its own event loop. */
    void cut(EndReason reason);
}
