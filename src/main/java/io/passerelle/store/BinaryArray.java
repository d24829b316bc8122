package io.passerelle.store;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An array as a statement's parameter in PostgreSQL's binary format. The driver writes most arrays
 * as text, which costs both sides several times what the statement does with them.
 *
 * <p>The format is that of {@code array_recv} in the server's source: dimensions, whether elements
 * may be missing, their type, how many, the first index, then each with its length.
 */
public final class BinaryArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1L;

    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final int ELEMENT_BYTES = 24; // roughly
    private static final int DIMENSIONS = 1;
    private static final int FIRST = 1;

    /** The types an array can be of; their numbers are the same in every database. */
    public enum Type {
        UUID("_uuid", 2950, 2951),
        TEXT("_text", 25, 1009),
        INET("_inet", 869, 1041),
        INSTANT("_timestamptz", 1184, 1185),
        NUMBER("_int8", 20, 1016),
        TRUTH("_bool", 16, 1000);

        private final String array;
        private final int element;
        private final int number;

        Type(String array, int element, int number) {
            this.array = array;
            this.element = element;
            this.number = number;
        }
    }

    private final transient ByteBuffer bytes;

    private BinaryArray(Type type, ByteBuffer bytes) {
        this.bytes = bytes;
        setType(type.array);
    }

    /**
     * Binds a column of rows.
     *
     * @param rows at least one
     * @param write adds one field for a row
     */
    public static <R> void bind(
            PreparedStatement statement,
            int parameter,
            Type type,
            List<R> rows,
            BiConsumer<BinaryRows, R> write)
            throws SQLException {
        BaseConnection driver = statement.getConnection().unwrap(BaseConnection.class);
        if (!driver.binaryTransferSend(type.number)) {
            driver.getQueryExecutor().addBinarySendOid(type.number);
        }
        BinaryRows fields = BinaryRows.fields(rows.size() * ELEMENT_BYTES);
        for (R row : rows) {
            write.accept(fields, row);
        }
        ByteBuffer elements = fields.written();
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER_BYTES + elements.remaining())
                        .putInt(DIMENSIONS)
                        .putInt(1) // some may be missing
                        .putInt(type.element)
                        .putInt(rows.size())
                        .putInt(FIRST)
                        .put(elements)
                        .flip();
        statement.setObject(parameter, new BinaryArray(type, bytes));
    }

    @Override
    public int lengthInBytes() {
        return bytes.remaining();
    }

    @Override
    public void toBytes(byte[] into, int offset) {
        bytes.duplicate().get(into, offset, bytes.remaining());
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("only ever sent");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BinaryArray that
                && bytes.equals(that.bytes)
                && getType().equals(that.getType());
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }
}
