package io.passerelle.sessions.store;

import io.passerelle.store.BinaryArray;
import io.passerelle.store.BinaryArray.Type;
import io.passerelle.store.BinaryRows;
import java.net.InetAddress;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as the parameters of one statement, an array for each column: the statement's text, and
 * with it its plan, is the same for any number of rows. Binds column after column.
 */
final class ArrayColumns<R> {

    private final PreparedStatement statement;
    private final List<R> rows;
    private int parameter;

    ArrayColumns(PreparedStatement statement, List<R> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    ArrayColumns<R> uuid(Function<R, @Nullable UUID> read) throws SQLException {
        return column(Type.UUID, (fields, row) -> fields.uuid(read.apply(row)));
    }

    ArrayColumns<R> text(Function<R, @Nullable String> read) throws SQLException {
        return column(Type.TEXT, (fields, row) -> fields.text(read.apply(row)));
    }

    ArrayColumns<R> number(Function<R, @Nullable Long> read) throws SQLException {
        return column(Type.NUMBER, (fields, row) -> fields.int8OrNone(read.apply(row)));
    }

    ArrayColumns<R> truth(Function<R, Boolean> read) throws SQLException {
        return column(Type.TRUTH, (fields, row) -> fields.bool(read.apply(row)));
    }

    ArrayColumns<R> inet(Function<R, @Nullable InetAddress> read) throws SQLException {
        return column(Type.INET, (fields, row) -> fields.inet(read.apply(row)));
    }

    ArrayColumns<R> instant(Function<R, @Nullable Instant> read) throws SQLException {
        return column(Type.INSTANT, (fields, row) -> fields.instantOrNone(read.apply(row)));
    }

    private ArrayColumns<R> column(Type type, BiConsumer<BinaryRows, R> write) throws SQLException {
        BinaryArray.bind(statement, ++parameter, type, rows, write);
        return this;
    }

    /** The number of the parameter behind the columns. */
    int next() {
        return ++parameter;
    }
}
