package io.passerelle.api;

import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The columns of a record that is exported: its components, in order. */
final class RowColumns {

    private final List<RecordComponent> components;
    private final JsonMapper json;

    RowColumns(Class<?> type, JsonMapper json) {
        this.components = Arrays.asList(type.getRecordComponents());
        this.json = json;
        components.forEach(c -> c.getAccessor().setAccessible(true));
    }

    List<String> names() {
        return components.stream().map(RecordComponent::getName).toList();
    }

    /** The row's values as text; nothing for null. */
    List<String> texts(Object row) {
        return components.stream().map(c -> text(value(c, row))).toList();
    }

    private static @Nullable Object value(RecordComponent component, Object row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // accessors of our records do not fail
        }
    }

    private String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case InetAddress address -> address.getHostAddress();
            case Collection<?> many when many.stream().allMatch(RowColumns::isPlain) ->
                    many.stream().map(String::valueOf).collect(Collectors.joining(" "));
            case Object plain when isPlain(plain) -> plain.toString();
            default -> json.writeValueAsString(value);
        };
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value.getClass().getName().startsWith("java.lang.")
                || value.getClass().getName().startsWith("java.time.")
                || value instanceof java.util.UUID
                || value instanceof Enum<?>;
    }
}
