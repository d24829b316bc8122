package io.passerelle.diagnosis.store;

import io.passerelle.diagnosis.TimelineKind.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Table;

/**
 * How the events of one source are found.
 *
 * @param at when an event happened
 * @param kind which of the source's kinds an event is
 * @param order newest first, as the source's index has it
 */
record SourceQuery(
        Source name,
        Table<?> table,
        Field<UUID> id,
        Field<Instant> at,
        Field<String> kind,
        Condition condition,
        List<OrderField<?>> order) {

    /** Copies. */
    SourceQuery {
        order = List.copyOf(order);
    }
}
