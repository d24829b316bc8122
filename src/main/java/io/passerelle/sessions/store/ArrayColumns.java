package io.passerelle.sessions.store;

import java.net.InetAddress;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
        return column("uuid", read::apply);
    }

    ArrayColumns<R> text(Function<R, @Nullable String> read) throws SQLException {
        return column("text", read::apply);
    }

    ArrayColumns<R> number(Function<R, @Nullable Long> read) throws SQLException {
        return column("int8", read::apply);
    }

    ArrayColumns<R> truth(Function<R, Boolean> read) throws SQLException {
        return column("bool", read::apply);
    }

    ArrayColumns<R> inet(Function<R, @Nullable InetAddress> read) throws SQLException {
        return column("inet", row -> text(read.apply(row)));
    }

    ArrayColumns<R> instant(Function<R, @Nullable Instant> read) throws SQLException {
        return column("timestamptz", row -> text(read.apply(row)));
    }

    private ArrayColumns<R> column(String type, Function<R, @Nullable Object> read)
            throws SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read.apply(rows.get(i));
        }
        statement.setArray(++parameter, statement.getConnection().createArrayOf(type, values));
        return this;
    }

    /** The number of the parameter behind the columns. */
    int next() {
        return ++parameter;
    }

    private static @Nullable String text(@Nullable InetAddress address) {
        return address == null ? null : address.getHostAddress();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
