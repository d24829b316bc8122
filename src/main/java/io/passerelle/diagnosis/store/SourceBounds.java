package io.passerelle.diagnosis.store;

import static io.passerelle.store.db.Tables.SESSION;

import io.passerelle.diagnosis.TimelineKind;
import io.passerelle.diagnosis.TimelineKind.Source;
import io.passerelle.diagnosis.TimelineMark;
import io.passerelle.diagnosis.TimelineQuery;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * What rows of one source must meet to be in a query. Events stand in the order of their moment,
 * then of their source, then of their identifier: whether a source's rows of the very moment of a
 * mark are behind it depends on which of the two sources comes first.
 */
final class SourceBounds {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final TimelineQuery query;
    private final Source source;

    SourceBounds(TimelineQuery query, Source source) {
        this.query = query;
        this.source = source;
    }

    /** Of the card, and of those whose events are seen. */
    Condition ofCard(Field<UUID> sim, Field<UUID> owner) {
        Condition card = sim.eq(query.simId());
        return query.visible() instanceof Visible.Organisations(var ids)
                ? card.and(owner.eq(DSL.any(ids.toArray(UUID[]::new))))
                : card;
    }

    /**
     * Rows whose identifier is made when they happen: it is their order, and tells their moment.
     */
    SourceQuery byId(Table<?> table, Field<UUID> id, Field<String> kind, Condition condition) {
        List<Condition> all = new ArrayList<>(List.of(condition));
        Instant since = query.since();
        Instant until = query.until();
        if (since != null) {
            all.add(id.ge(first(upwards(since))));
        }
        if (until != null) {
            all.add(id.lt(first(upwards(until))));
        }
        TimelineMark behind = query.behind();
        if (behind != null) {
            all.add(id.lt(border(behind)));
        }
        Field<Instant> at = DSL.field("moment_of({0})", SESSION.STARTED_AT.getDataType(), id);
        return new SourceQuery(source, table, id, at, kind, DSL.and(all), List.of(id.desc()));
    }

    /** Rows with a moment of their own. */
    SourceQuery byMoment(Table<?> table, Field<UUID> id, Field<Instant> at, Condition condition) {
        List<Condition> all = new ArrayList<>(List.of(condition));
        if (query.since() != null) {
            all.add(at.ge(query.since()));
        }
        if (query.until() != null) {
            all.add(at.lt(query.until()));
        }
        TimelineMark behind = query.behind();
        if (behind != null) {
            all.add(behind(id, at, behind));
        }
        TimelineKind only = TimelineKind.of(source).iterator().next();
        return new SourceQuery(
                source,
                table,
                id,
                at,
                DSL.inline(only.name()),
                DSL.and(all),
                List.of(at.desc(), id.desc()));
    }

    private Condition behind(Field<UUID> id, Field<Instant> at, TimelineMark mark) {
        int order = source.compareTo(mark.kind().source());
        if (order == 0) {
            return at.le(mark.at()).and(at.lt(mark.at()).or(id.lt(mark.id())));
        }
        return order < 0 ? at.le(mark.at()) : at.lt(mark.at());
    }

    private UUID border(TimelineMark mark) {
        int order = source.compareTo(mark.kind().source());
        if (order == 0) {
            return mark.id();
        }
        Instant millisecond = Instant.ofEpochMilli(mark.at().toEpochMilli());
        return first(order < 0 ? millisecond.plusMillis(1) : upwards(mark.at()));
    }

    /** The first whole millisecond that is not before a moment. */
    private static Instant upwards(Instant at) {
        Instant within = at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.isAfter(LAST) ? LAST : at;
        Instant down = Instant.ofEpochMilli(within.toEpochMilli());
        return down.equals(within) ? down : down.plusMillis(1);
    }

    private static UUID first(Instant at) {
        return Ids.firstOf(at);
    }
}
