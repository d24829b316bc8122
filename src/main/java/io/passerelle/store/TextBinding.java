package io.passerelle.store;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.function.Function;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A column type that jOOQ does not know, exchanged with PostgreSQL as text and cast there. */
abstract class TextBinding<T> implements Binding<Object, T> {

    private final String type;
    private final Converter<Object, T> converter;

    TextBinding(String type, Class<T> java, Function<String, T> read, Function<T, String> write) {
        this.type = type;
        this.converter =
                Converter.ofNullable(
                        Object.class, java, o -> read.apply(o.toString()), write::apply);
    }

    @Override
    public Converter<Object, T> converter() {
        return converter;
    }

    @Override
    public void sql(BindingSQLContext<T> context) {
        context.render().visit(DSL.val(text(context.value()))).sql("::" + type);
    }

    @Override
    public void register(BindingRegisterContext<T> context) throws SQLException {
        context.statement().registerOutParameter(context.index(), Types.VARCHAR);
    }

    @Override
    public void set(BindingSetStatementContext<T> context) throws SQLException {
        context.statement().setString(context.index(), text(context.value()));
    }

    @Override
    public void get(BindingGetResultSetContext<T> context) throws SQLException {
        context.convert(converter).value(context.resultSet().getString(context.index()));
    }

    @Override
    public void get(BindingGetStatementContext<T> context) throws SQLException {
        context.convert(converter).value(context.statement().getString(context.index()));
    }

    @Override
    public void set(BindingSetSQLOutputContext<T> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("SQLData is an Oracle feature");
    }

    @Override
    public void get(BindingGetSQLInputContext<T> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("SQLData is an Oracle feature");
    }

    private @Nullable String text(@Nullable T value) {
        Object text = value == null ? null : converter.to(value);
        return text == null ? null : text.toString();
    }
}
