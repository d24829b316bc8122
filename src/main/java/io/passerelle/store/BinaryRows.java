package io.passerelle.store;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary format of COPY: the cheapest way of many rows into a table, for both
 * sides, because nobody writes or parses text or plans anything. Each row begins with {@link #row};
 * its fields follow in the order of the columns given to {@link #copy}.
 *
 * <p>See the PostgreSQL manual, "COPY", section "Binary Format".
 */
public final class BinaryRows {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long SECONDS_FROM_1970_TO_2000 = 946_684_800;
    private static final byte INET4 = 2;
    private static final byte INET6 = 3;
    private static final byte JSONB_VERSION = 1;

    private ByteBuffer bytes;

    /**
     * No rows yet.
     *
     * @param expectedBytes how much room to begin with; it grows
     */
    public BinaryRows(int expectedBytes) {
        bytes = ByteBuffer.allocate(Math.max(expectedBytes, HEADER.length)).put(HEADER);
    }

    private BinaryRows(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Fields without rows around them: an array's elements are laid out alike. */
    static BinaryRows fields(int expectedBytes) {
        return new BinaryRows(ByteBuffer.allocate(expectedBytes));
    }

    /** What was written. */
    ByteBuffer written() {
        return bytes.duplicate().flip();
    }

    /** Begins a row of so many fields. */
    public BinaryRows row(int fields) {
        room(Short.BYTES).putShort((short) fields);
        return this;
    }

    /** A {@code uuid}. */
    public BinaryRows uuid(@Nullable UUID value) {
        return value == null
                ? none()
                : field(16)
                        .putLongs(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /** A {@code timestamptz}, to the microsecond. */
    public BinaryRows instant(Instant value) {
        long seconds = value.getEpochSecond() - SECONDS_FROM_1970_TO_2000;
        return int8(seconds * 1_000_000 + value.getNano() / 1_000);
    }

    /** A {@code timestamptz} that may be missing. */
    public BinaryRows instantOrNone(@Nullable Instant value) {
        return value == null ? none() : instant(value);
    }

    /** A {@code bigint} that may be missing. */
    public BinaryRows int8OrNone(@Nullable Long value) {
        return value == null ? none() : int8(value);
    }

    /** An {@code integer}. */
    public BinaryRows int4(@Nullable Integer value) {
        if (value == null) {
            return none();
        }
        field(Integer.BYTES).bytes.putInt(value);
        return this;
    }

    /** A {@code bigint}. */
    public BinaryRows int8(long value) {
        field(Long.BYTES).bytes.putLong(value);
        return this;
    }

    /** A {@code boolean}. */
    public BinaryRows bool(boolean value) {
        field(1).bytes.put((byte) (value ? 1 : 0));
        return this;
    }

    /** A {@code text}. */
    public BinaryRows text(@Nullable String value) {
        if (value == null) {
            return none();
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        field(encoded.length).bytes.put(encoded);
        return this;
    }

    /** A {@code jsonb}, given as JSON in UTF-8. */
    public BinaryRows jsonb(byte[] json) {
        field(1 + json.length).bytes.put(JSONB_VERSION).put(json);
        return this;
    }

    /** An {@code inet} of one address. */
    public BinaryRows inet(@Nullable InetAddress value) {
        if (value == null) {
            return none();
        }
        byte[] address = value.getAddress();
        field(4 + address.length)
                .bytes
                .put(value instanceof Inet4Address ? INET4 : INET6)
                .put((byte) (address.length * 8))
                .put((byte) 0)
                .put((byte) address.length)
                .put(address);
        return this;
    }

    /**
     * Adds the rows to a table, all of them or none: a statement, and outside a transaction of the
     * caller's a transaction of its own.
     *
     * @param columns in the order of the fields of each row
     * @throws SQLException what the server says; a row that is there already is one (23505)
     */
    public void copy(Connection connection, Table<?> table, List<Field<?>> columns)
            throws SQLException {
        room(Short.BYTES).putShort((short) -1);
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement(table, columns));
        try {
            copy.writeToCopy(bytes.array(), 0, bytes.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static String statement(Table<?> table, List<Field<?>> columns) {
        return columns.stream()
                .map(Field::getName)
                .collect(
                        Collectors.joining(
                                ", ",
                                "copy " + table.getName() + " (",
                                ") from stdin (format binary)"));
    }

    private BinaryRows none() {
        room(Integer.BYTES).putInt(-1);
        return this;
    }

    private BinaryRows field(int length) {
        room(Integer.BYTES + length).putInt(length);
        return this;
    }

    private BinaryRows putLongs(long first, long second) {
        bytes.putLong(first).putLong(second);
        return this;
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int size = Math.max(2 * bytes.capacity(), bytes.position() + more);
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
        }
        return bytes;
    }
}
