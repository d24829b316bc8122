package io.passerelle.simulator.listen;

import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.RadiusPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal's packet data session as its network access server sees it: an address and what went
 * through.
 */
public final class PacketSession {

    private static final Logger LOG = LoggerFactory.getLogger(PacketSession.class);
    private static final long START = 1;
    private static final long STOP = 2;
    private static final long INTERIM = 3;
    private static final int TYPICAL_PACKET = 400;

    /** Why a session ended (RFC 2866 section 5.10). */
    public enum Cause {
        USER_REQUEST(1),
        LOST_CARRIER(2),
        IDLE_TIMEOUT(4),
        /** The server was told to. */
        ADMIN_RESET(6);

        private final long number;

        Cause(long number) {
            this.number = number;
        }
    }

    private final NetworkAccessServer server;
    private final Subscriber subscriber;
    private final String id;
    private final InetAddress address;
    private final RadiusPacket accept;
    private volatile boolean ended;
    private final Instant startedAt = Instant.now();
    private final LongAdder fromTerminal = new LongAdder();
    private final LongAdder toTerminal = new LongAdder();

    PacketSession(
            NetworkAccessServer server,
            Subscriber subscriber,
            String id,
            InetAddress address,
            RadiusPacket accept) {
        this.server = server;
        this.subscriber = subscriber;
        this.id = id;
        this.address = address;
        this.accept = accept;
    }

    /** The terminal's address. */
    public InetAddress address() {
        return address;
    }

    /** The session's name in accounting records. */
    public String id() {
        return id;
    }

    /** Counts what went through. */
    public void count(long fromTerminalBytes, long toTerminalBytes) {
        fromTerminal.add(fromTerminalBytes);
        toTerminal.add(toTerminalBytes);
    }

    boolean start() throws IOException, InterruptedException {
        return server.account(record(START).attributes());
    }

    /** Reports the counters; false when nobody acknowledged it. */
    public boolean interim() throws IOException, InterruptedException {
        return server.account(counted(INTERIM).attributes());
    }

    /** Whether it is over. */
    public boolean isOver() {
        return ended;
    }

    /** Ends it because the server was told to. */
    void disconnected() {
        try {
            stop(Cause.ADMIN_RESET);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("nobody heard that a session was ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the session; false when nobody acknowledged it. */
    public boolean stop(Cause cause) throws IOException, InterruptedException {
        if (ended) {
            return true;
        }
        ended = true;
        server.forget(this);
        List<Attribute> attributes =
                counted(STOP).add(Keys.ACCT_TERMINATE_CAUSE, cause.number).attributes();
        return server.account(attributes);
    }

    private RadiusPacket.Draft counted(long status) {
        long in = fromTerminal.sum();
        long out = toTerminal.sum();
        return record(status)
                .add(Keys.ACCT_SESSION_TIME, Duration.between(startedAt, Instant.now()).toSeconds())
                .add(Keys.ACCT_INPUT_OCTETS, in & 0xffff_ffffL)
                .add(Keys.ACCT_INPUT_GIGAWORDS, in >>> 32)
                .add(Keys.ACCT_OUTPUT_OCTETS, out & 0xffff_ffffL)
                .add(Keys.ACCT_OUTPUT_GIGAWORDS, out >>> 32)
                .add(Keys.ACCT_INPUT_PACKETS, in / TYPICAL_PACKET + 1)
                .add(Keys.ACCT_OUTPUT_PACKETS, out / TYPICAL_PACKET + 1);
    }

    private RadiusPacket.Draft record(long status) {
        RadiusPacket.Draft draft =
                server.about(subscriber)
                        .add(Keys.ACCT_STATUS_TYPE, status)
                        .add(Keys.ACCT_SESSION_ID, id)
                        .add(Keys.FRAMED_IP_ADDRESS, address)
                        .add(Keys.EVENT_TIMESTAMP, Instant.now());
        return draft.copy(accept, Keys.CLASS);
    }
}
