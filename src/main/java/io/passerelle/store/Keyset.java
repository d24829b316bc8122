package io.passerelle.store;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The order of a list and positions in it: a cursor is the sort values of the last row seen, so
 * that the next piece starts behind it whatever came or went. Empty values sort as PostgreSQL does:
 * last when ascending, first when descending.
 */
final class Keyset {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Key> keys;
    private final int fingerprint;

    private Keyset(List<Key> keys, int fingerprint) {
        this.keys = keys;
        this.fingerprint = fingerprint;
    }

    /**
     * The order of a query over the sortable fields; the identity comes last, so that no two rows
     * are equal.
     */
    static Keyset of(
            ListQuery query,
            Map<String, List<Field<?>>> sortable,
            List<ListQuery.Sort> usual,
            Set<String> unique,
            Field<?> identity) {
        List<ListQuery.Sort> sorts = query.sorts().isEmpty() ? usual : query.sorts();
        List<Key> keys = new ArrayList<>();
        for (ListQuery.Sort sort : sorts) {
            List<Field<?>> fields = sortable.get(sort.key());
            if (fields == null) {
                throw Refused.field("sort", "sort.unknown", sort.key());
            }
            fields.forEach(field -> keys.add(new Key(field, sort.descending())));
        }
        boolean descending = !keys.isEmpty() && keys.getFirst().descending();
        boolean different = sorts.stream().anyMatch(sort -> unique.contains(sort.key()));
        if (!different && keys.stream().noneMatch(k -> k.field().equals(identity))) {
            keys.add(new Key(identity, descending));
        }
        int fingerprint =
                List.of(query.search(), new TreeMap<>(query.filters()).toString(), sorts)
                        .hashCode();
        return new Keyset(keys, fingerprint);
    }

    List<SortField<?>> order() {
        List<SortField<?>> order = new ArrayList<>();
        for (Key key : keys) {
            order.add(key.descending() ? key.field().desc() : key.field().asc());
        }
        return order;
    }

    /** Rows that meet a condition, in one piece. */
    Piece piece(Condition where) {
        return new Piece(where, order());
    }

    /**
     * All rows in two pieces: those that have a value of the first column and those that have none,
     * in the order in which they stand. What has none is in the order of the columns behind it;
     * PostgreSQL does not conclude that an index of those suffices unless they alone are named.
     */
    List<Piece> apart() {
        Key first = keys.getFirst();
        Piece filled = piece(first.field().isNotNull());
        Piece empty = new Piece(first.field().isNull(), order().subList(1, keys.size()));
        return first.descending() ? List.of(empty, filled) : List.of(filled, empty);
    }

    /** Whether it is the order of one field alone. */
    boolean isOf(Field<?> field) {
        return keys.size() == 1 && keys.getFirst().field().equals(field);
    }

    /** Whether the greatest come first. */
    boolean isDescending() {
        return keys.getFirst().descending();
    }

    /** The fields a row must carry for {@link #cursor}. */
    List<Field<?>> fields() {
        return keys.stream().<Field<?>>map(Key::field).toList();
    }

    String cursor(Record row) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(Integer.toHexString(fingerprint));
        for (Key key : keys) {
            Object value = row.get(key.field());
            values.add(value == null ? null : text(value));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsBytes(values));
    }

    /**
     * What rows behind the cursor meet, in pieces that follow each other: (a > x) or (a = x and b >
     * y) or … The bound on the first column, which follows from that, lets an index start there.
     * Empty values behind it are a piece of their own: no index is read from two places.
     */
    List<Condition> behind(String cursor) {
        List<@Nullable String> values = read(cursor);
        List<Condition> any = new ArrayList<>();
        List<Condition> equal = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            Object value = value(key.field().getType(), values.get(i + 1));
            List<Condition> all = new ArrayList<>(equal);
            all.add(i == 0 ? laterFilled(key, value) : later(key, value));
            any.add(DSL.and(all));
            equal.add(value == null ? key.field().isNull() : compare(key.field(), "=", value));
        }
        Key first = keys.getFirst();
        Object value = value(first.field().getType(), values.get(1));
        if (value == null) {
            return List.of(DSL.or(any));
        }
        Condition bound = compare(first.field(), first.descending() ? "<=" : ">=", value);
        Condition filled = bound.and(DSL.or(any));
        return first.descending() ? List.of(filled) : List.of(filled, first.field().isNull());
    }

    /** Behind a value, empty ones left out; those in front of an empty one are all behind it. */
    private static Condition laterFilled(Key key, @Nullable Object value) {
        return value == null || key.descending()
                ? later(key, value)
                : compare(key.field(), ">", value);
    }

    private static Condition later(Key key, @Nullable Object value) {
        if (key.descending()) {
            return value == null ? key.field().isNotNull() : compare(key.field(), "<", value);
        }
        return value == null
                ? DSL.falseCondition()
                : compare(key.field(), ">", value).or(key.field().isNull());
    }

    @SuppressWarnings("unchecked")
    private static Condition compare(Field<?> field, String operator, Object value) {
        Field<Object> typed = (Field<Object>) field;
        return switch (operator) {
            case "<=" -> typed.le(value);
            case ">=" -> typed.ge(value);
            case "<" -> typed.lt(value);
            case ">" -> typed.gt(value);
            default -> typed.eq(value);
        };
    }

    private List<@Nullable String> read(String cursor) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<@Nullable String> values = new ArrayList<>();
            JSON.readTree(json).forEach(node -> values.add(node.isNull() ? null : node.asString()));
            if (values.size() == keys.size() + 1
                    && Integer.toHexString(fingerprint).equals(values.getFirst())) {
                return values;
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // said below: a cursor is opaque, its reader has no business with the reason
        }
        throw Refused.field("cursor", "cursor.bad");
    }

    private static String text(Object value) {
        return value instanceof InetAddress address ? address.getHostAddress() : value.toString();
    }

    private static @Nullable Object value(Class<?> type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (type == String.class) return text;
            if (type == UUID.class) return UUID.fromString(text);
            if (type == Instant.class) return Instant.parse(text);
            if (type == LocalDate.class) return LocalDate.parse(text);
            if (type == Integer.class) return Integer.valueOf(text);
            if (type == Long.class) return Long.valueOf(text);
            if (type == Boolean.class) return Boolean.valueOf(text);
            if (type == InetAddress.class) return Addresses.of(text);
        } catch (RuntimeException e) {
            throw Refused.field("cursor", "cursor.bad");
        }
        throw new IllegalStateException("a list cannot be sorted by a " + type.getName());
    }

    private record Key(Field<?> field, boolean descending) {}

    /** Rows that follow each other in the list, and the order they have among themselves. */
    record Piece(Condition where, List<SortField<?>> order) {}
}
