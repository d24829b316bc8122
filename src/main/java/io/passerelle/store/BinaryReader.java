package io.passerelle.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Reads the rows of a query in PostgreSQL's binary format of COPY, field after field in the order
 * of the query's: what a node reads at its start, a million cards, without text to be written and
 * parsed for every field, and without a round trip for every few thousand rows.
 *
 * <p>See the PostgreSQL manual, "COPY", section "Binary Format"; the other way is {@link
 * BinaryRows}. Asking for another type than the field's, or for one field too many, is a mistake of
 * the caller's and throws {@link IllegalStateException}.
 */
public final class BinaryReader {

    private static final int SIGNATURE = 11;
    private static final long SECONDS_FROM_1970_TO_2000 = 946_684_800;
    private static final long MICROS = 1_000_000;
    private static final int INET_HEAD = 4;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int left;

    private BinaryReader() {}

    /** What is done with each row. */
    @FunctionalInterface
    public interface RowReader {

        /** Takes one row, of which nothing is kept but what was read. */
        void row(BinaryReader row);
    }

    /**
     * Reads every row of the query, in one statement.
     *
     * @throws DataAccessException what the server says
     */
    public static void each(DSLContext dsl, Select<?> query, RowReader reader) {
        String statement = "copy (" + dsl.renderInlined(query) + ") to stdout (format binary)";
        dsl.connection(connection -> {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            try {
                new BinaryReader().rows(copies.copyOut(statement), reader);
            } catch (SQLException e) {
                throw new DataAccessException(e.getMessage(), e);
            }
        });
    }

    /** Reads to the very end, mistakes or not: a copy left before it would have to be cancelled. */
    private void rows(CopyOut copy, RowReader reader) throws SQLException {
        boolean first = true;
        @Nullable RuntimeException mistake = null;
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            if (mistake != null) {
                continue;
            }
            bytes = ByteBuffer.wrap(data);
            try {
                if (first) {
                    skipHeader();
                    first = false;
                }
                rowsOf(reader);
            } catch (RuntimeException e) {
                mistake = e;
            }
        }
        if (mistake != null) {
            throw mistake;
        }
    }

    private void rowsOf(RowReader reader) {
        while (bytes.remaining() >= Short.BYTES) {
            left = bytes.getShort();
            if (left >= 0) { // less is the trailer
                reader.row(this);
                skipUnread();
            }
        }
    }

    private void skipHeader() {
        bytes.position(SIGNATURE + Integer.BYTES);
        int extension = bytes.getInt();
        bytes.position(bytes.position() + extension);
    }

    private void skipUnread() {
        while (left > 0) {
            int length = next();
            bytes.position(bytes.position() + Math.max(0, length));
        }
    }

    /** The length of the next field, which is then read; negative when it is null. */
    private int next() {
        if (left-- <= 0) {
            throw new IllegalStateException("no field is left");
        }
        return bytes.getInt();
    }

    private void expect(int length, int wanted) {
        if (length != wanted) {
            throw new IllegalStateException("a field of " + length + " bytes, not " + wanted);
        }
    }

    /** A {@code uuid} that may be missing. */
    public @Nullable UUID uuidOrNull() {
        int length = next();
        if (length < 0) {
            return null;
        }
        expect(length, 2 * Long.BYTES);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** A {@code uuid}. */
    public UUID uuid() {
        return there(uuidOrNull());
    }

    /** A {@code text} that may be missing. */
    public @Nullable String textOrNull() {
        int length = next();
        if (length < 0) {
            return null;
        }
        String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }

    /** A {@code text}. */
    public String text() {
        return there(textOrNull());
    }

    /** A {@code text} that stands for something, or is missing. */
    public <T> @Nullable T textOrNull(Function<String, T> meaning) {
        String text = textOrNull();
        return text == null ? null : meaning.apply(text);
    }

    /** A {@code bytea} that may be missing. */
    public byte @Nullable [] bytesOrNull() {
        int length = next();
        if (length < 0) {
            return null;
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    /** An {@code integer}. */
    public int int4() {
        expect(next(), Integer.BYTES);
        return bytes.getInt();
    }

    /** A {@code bigint}. */
    public long int8() {
        expect(next(), Long.BYTES);
        return bytes.getLong();
    }

    /** A {@code timestamptz} that may be missing, to the microsecond. */
    public @Nullable Instant instantOrNull() {
        int length = next();
        if (length < 0) {
            return null;
        }
        expect(length, Long.BYTES);
        long micros = bytes.getLong();
        return Instant.ofEpochSecond(
                SECONDS_FROM_1970_TO_2000 + Math.floorDiv(micros, MICROS),
                Math.floorMod(micros, MICROS) * 1_000);
    }

    /** A {@code timestamptz}, to the microsecond. */
    public Instant instant() {
        return there(instantOrNull());
    }

    /** The address of an {@code inet} that may be missing; its mask is passed over. */
    public @Nullable InetAddress inetOrNull() {
        int length = next();
        if (length < 0) {
            return null;
        }
        byte[] address = new byte[length - INET_HEAD];
        bytes.position(bytes.position() + INET_HEAD).get(address);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " bytes", e);
        }
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that may be null");
    }
}
