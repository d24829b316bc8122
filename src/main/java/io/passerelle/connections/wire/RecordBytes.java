package io.passerelle.connections.wire;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.AttemptOutcome;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection's record in a few hundred bytes, for the place where a killed process leaves it.
 * Written on event loops, so it is short and quick; JSON would take ten times as long. Byte counts,
 * end and reason are not part of it: they move while the rest stays.
 */
public final class RecordBytes {

    /** Anything else was written by another release and is not understood. */
    private static final byte VERSION = 1;

    /** The same for a connection that an egress link had to do with: that of each attempt, too. */
    private static final byte WITH_LINKS = 2;

    private static final UUID NONE = new UUID(0, 0);

    private RecordBytes() {}

    /**
     * Writes the record at the buffer's position. Of many attempts the last that fit are kept.
     *
     * @throws BufferOverflowException when not even the record without attempts fits
     */
    public static void write(ConnectionRecord record, ByteBuffer to) {
        boolean links = hasLinks(record);
        to.put(links ? WITH_LINKS : VERSION);
        put(record.id(), to);
        to.putLong(micros(record.openedAt()));
        put(record.kind(), to);
        put(record.organisationId(), to);
        put(record.simId(), to);
        put(record.iccid(), to);
        put(record.groupId(), to);
        put(record.sessionId(), to);
        put(record.routeId(), to);
        put(record.sourceAddress(), to);
        to.putShort((short) record.sourcePort()).putShort((short) record.inputPort());
        put(record.destination(), to);
        put(record.destinationAddress(), to);
        to.putShort((short) (record.destinationPort() == null ? 0 : record.destinationPort()));
        to.putInt(record.connectMillis() == null ? -1 : record.connectMillis());
        if (links) {
            put(text(record.link()), to);
        }
        attempts(record.path(), links, to);
    }

    /**
     * Reads the record between the buffer's position and limit.
     *
     * @param state what is not part of the bytes
     * @return empty when they are no record of this release
     */
    public static Optional<ConnectionRecord> read(ByteBuffer from, State state) {
        try {
            return switch (from.get()) {
                case VERSION -> Optional.of(record(from, state, false));
                case WITH_LINKS -> Optional.of(record(from, state, true));
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What is not part of the bytes.
     *
     * @param node the gateway that carried it
     */
    public record State(
            String node, Instant endedAt, long bytesUp, long bytesDown, EndReason endReason) {}

    private static boolean hasLinks(ConnectionRecord record) {
        if (record.link() != null) {
            return true;
        }
        for (Attempt attempt : record.path()) {
            if (attempt.link() != null) {
                return true;
            }
        }
        return false;
    }

    private static ConnectionRecord record(ByteBuffer from, State state, boolean links)
            throws UnknownHostException {
        UUID id = new UUID(from.getLong(), from.getLong());
        Instant openedAt = instant(from.getLong());
        String kind = text(from);
        UUID organisation = uuid(from);
        UUID sim = uuid(from);
        String iccid = text(from);
        UUID group = uuid(from);
        UUID session = uuid(from);
        UUID route = uuid(from);
        InetAddress source = address(from);
        if (source == null) {
            throw new IllegalArgumentException("no source");
        }
        int sourcePort = Short.toUnsignedInt(from.getShort());
        int inputPort = Short.toUnsignedInt(from.getShort());
        String destination = text(from);
        InetAddress destinationAddress = address(from);
        int destinationPort = Short.toUnsignedInt(from.getShort());
        int connectMillis = from.getInt();
        String link = links ? link(from) : null;
        return new ConnectionRecord(
                id,
                openedAt,
                state.endedAt().isBefore(openedAt) ? openedAt : state.endedAt(),
                kind,
                state.node(),
                organisation,
                sim,
                iccid,
                group,
                session,
                route,
                source,
                sourcePort,
                inputPort,
                destination,
                destinationAddress,
                destinationPort == 0 ? null : destinationPort,
                attempts(from, links),
                connectMillis < 0 ? null : connectMillis,
                state.bytesUp(),
                state.bytesDown(),
                state.endReason(),
                link,
                1);
    }

    private static void attempts(List<Attempt> path, boolean links, ByteBuffer to) {
        int counted = to.position();
        to.put((byte) 0);
        int from = Math.max(0, path.size() - Byte.MAX_VALUE);
        while (from < path.size() && !fit(path.subList(from, path.size()), links, to, counted)) {
            from++;
        }
    }

    private static boolean fit(List<Attempt> attempts, boolean links, ByteBuffer to, int counted) {
        try {
            for (Attempt attempt : attempts) {
                put(attempt.destination(), to);
                put(attempt.address(), to);
                to.putShort((short) attempt.port()).putInt(attempt.priority());
                put(attempt.outcome().name(), to);
                to.putInt(attempt.millis());
                if (links) {
                    put(text(attempt.link()), to);
                }
            }
            to.put(counted, (byte) attempts.size());
            return true;
        } catch (BufferOverflowException e) {
            to.position(counted + 1);
            return false;
        }
    }

    private static List<Attempt> attempts(ByteBuffer from, boolean links)
            throws UnknownHostException {
        int count = from.get();
        List<Attempt> attempts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attempts.add(
                    new Attempt(
                            text(from),
                            address(from),
                            Short.toUnsignedInt(from.getShort()),
                            from.getInt(),
                            AttemptOutcome.valueOf(text(from)),
                            from.getInt(),
                            links ? link(from) : null));
        }
        return attempts;
    }

    private static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
                instant.getNano() / 1_000);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    private static void put(@Nullable UUID id, ByteBuffer to) {
        UUID written = id == null ? NONE : id;
        to.putLong(written.getMostSignificantBits()).putLong(written.getLeastSignificantBits());
    }

    private static @Nullable UUID uuid(ByteBuffer from) {
        var read = new UUID(from.getLong(), from.getLong());
        return read.equals(NONE) ? null : read;
    }

    private static String text(@Nullable String link) {
        return link == null ? "" : link;
    }

    private static @Nullable String link(ByteBuffer from) {
        String name = text(from);
        return name.isEmpty() ? null : name;
    }

    private static void put(String text, ByteBuffer to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, 255); // longer than any of them may be
        to.put((byte) length).put(bytes, 0, length);
    }

    private static String text(ByteBuffer from) {
        return new String(bytes(from), StandardCharsets.UTF_8);
    }

    private static void put(@Nullable InetAddress address, ByteBuffer to) {
        byte[] bytes = address == null ? new byte[0] : address.getAddress();
        to.put((byte) bytes.length).put(bytes);
    }

    private static @Nullable InetAddress address(ByteBuffer from) throws UnknownHostException {
        byte[] bytes = bytes(from);
        return bytes.length == 0 ? null : InetAddress.getByAddress(bytes);
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[Byte.toUnsignedInt(from.get())];
        from.get(bytes);
        return bytes;
    }
}
