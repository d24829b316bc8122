package io.passerelle.store;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Refused;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What a filter of a list means in SQL. Each takes the values somebody gave, any of which a row may
 * have, and refuses ({@code filter.value}) what no row could have.
 */
public final class Filters {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    // Java's instants go further than PostgreSQL's, and further than can be added to.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Filters() {}

    /** A filter: the field's name for refusals, the values, and what comes of them. */
    @FunctionalInterface
    public interface Filter {
        /** The condition rows must meet. */
        Condition on(String key, List<String> values);
    }

    /** Texts, exactly. */
    public static Filter anyOf(Field<String> field) {
        return (key, values) -> field.in(values);
    }

    /** Words of a closed list. */
    public static <E extends Enum<E>> Filter oneOf(Field<String> field, Class<E> type) {
        return (key, values) ->
                field.in(
                        parse(
                                key,
                                values,
                                v -> Enum.valueOf(type, v.toUpperCase(Locale.ROOT)).name()));
    }

    /** Part of a text, in any case. */
    public static Filter contains(Field<String> field) {
        return (key, values) -> DSL.or(values.stream().map(field::containsIgnoreCase).toList());
    }

    /** Identifiers. */
    public static Filter ids(Field<UUID> field) {
        return (key, values) -> field.in(parse(key, values, UUID::fromString));
    }

    /** Whole numbers. */
    public static Filter numbers(Field<Integer> field) {
        return (key, values) -> field.in(parse(key, values, Integer::valueOf));
    }

    /** {@code true} or {@code false}. */
    public static Filter truth(Field<Boolean> field) {
        return (key, values) -> field.in(parse(key, values, Filters::truthOf));
    }

    /** {@code true} or {@code false} of any condition, such as "is open". */
    public static Filter truth(Condition condition) {
        return (key, values) ->
                DSL.or(
                        parse(key, values, Filters::truthOf).stream()
                                .map(wanted -> wanted ? condition : DSL.not(condition))
                                .toList());
    }

    /** At or after an instant (ISO 8601). */
    public static Filter since(Field<Instant> field) {
        return (key, values) ->
                DSL.and(parse(key, values, Filters::instant).stream().map(field::ge).toList());
    }

    /**
     * At or after an instant (ISO 8601), for rows whose UUIDv7 is made when they happen: the bound
     * on the identifier spares reading what is older.
     */
    public static Filter since(Field<Instant> field, Field<UUID> id) {
        return (key, values) ->
                DSL.and(
                        parse(key, values, Filters::instant).stream()
                                .map(at -> field.ge(at).and(id.ge(firstId(at.minus(MINUTE)))))
                                .toList());
    }

    /**
     * Before an instant (ISO 8601), for rows whose UUIDv7 is made when they happen or are told.
     *
     * @param late how much later than the row's moment the identifier may have been made
     */
    public static Filter until(Field<Instant> field, Field<UUID> id, Duration late) {
        return (key, values) ->
                DSL.and(
                        parse(key, values, Filters::instant).stream()
                                .map(at -> field.lt(at).and(id.lt(firstId(at.plus(late)))))
                                .toList());
    }

    /** The first identifier of a moment, within what a UUIDv7 can say (1970 to 10889). */
    private static UUID firstId(Instant moment) {
        long millis = Math.clamp(moment.getEpochSecond(), 0, (1L << 48) / 1000 - 1) * 1000;
        return Ids.firstOf(Instant.ofEpochMilli(millis));
    }

    /** Before an instant (ISO 8601). */
    public static Filter until(Field<Instant> field) {
        return (key, values) ->
                DSL.and(parse(key, values, Filters::instant).stream().map(field::lt).toList());
    }

    /** An address, or the network it lies in. */
    public static Filter within(Field<InetAddress> field) {
        return (key, values) ->
                DSL.or(
                        parse(key, values, Filters::network).stream()
                                .map(network -> within(field, network))
                                .toList());
    }

    /** Before the first moment, and after the last, there are the same rows as then: none. */
    private static Instant instant(String text) {
        Instant at = Instant.parse(text);
        return at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
    }

    /** One address is looked for as itself, which every index can. */
    private static Condition within(Field<InetAddress> field, Cidr network) {
        InetAddress address = network.address();
        return network.prefix() == address.getAddress().length * Byte.SIZE
                ? field.eq(address)
                : DSL.condition("{0} <<= {1}::cidr", field, DSL.val(network.toString()));
    }

    private static Cidr network(String text) {
        return Cidr.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static Boolean truthOf(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static <T> List<T> parse(String key, List<String> values, Function<String, T> read) {
        return values.stream()
                .map(value -> {
                    try {
                        return read.apply(value);
                    } catch (IllegalArgumentException | DateTimeParseException e) {
                        throw Refused.field(key, "filter.value", value);
                    }
                })
                .toList();
    }
}
