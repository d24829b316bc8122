package io.passerelle.diagnosis;

import io.passerelle.diagnosis.store.TimelineStore;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of one card, newest first, in no other order. */
final class TimelineListing implements Listing<TimelineEvent> {

    private static final String AT = "at";
    private static final String KIND = "kind";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final int PIECE = 500;
    private static final int COUNTED_AT_MOST = 10_000;

    // Java's instants go further than PostgreSQL's.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final TimelineStore store;
    private final EventReader events;
    private final UUID simId;

    TimelineListing(TimelineStore store, EventReader events, UUID simId) {
        this.store = store;
        this.events = events;
        this.simId = simId;
    }

    @Override
    public Set<String> sortKeys() {
        return Set.of(AT);
    }

    @Override
    public Set<String> filterKeys() {
        return Set.of(KIND, SINCE, UNTIL);
    }

    @Override
    public List<TimelineEvent> page(Visible visible, ListQuery query, int offset, int limit) {
        TimelineQuery asked = asked(visible, query);
        return events.read(visible, store.marks(asked, Math.max(0, offset), bounded(limit)));
    }

    @Override
    public long count(Visible visible, ListQuery query) {
        return Math.min(COUNTED_AT_MOST, store.count(asked(visible, query), COUNTED_AT_MOST));
    }

    @Override
    public long countedUpTo(ListQuery query) {
        return COUNTED_AT_MOST;
    }

    @Override
    public Slice<TimelineEvent> after(
            Visible visible, ListQuery query, @Nullable String cursor, int limit) {
        TimelineQuery asked = asked(visible, query);
        return slice(
                visible,
                cursor == null ? asked : asked.behind(TimelineMark.read(cursor)),
                bounded(limit));
    }

    /** In pieces: a whole timeline at once would hold the database for as long as its reader. */
    @Override
    public void each(Visible visible, ListQuery query, Consumer<TimelineEvent> row) {
        TimelineQuery asked = asked(visible, query);
        String next = null;
        do {
            Slice<TimelineEvent> piece =
                    slice(
                            visible,
                            next == null ? asked : asked.behind(TimelineMark.read(next)),
                            PIECE);
            piece.items().forEach(row);
            next = piece.next();
        } while (next != null);
    }

    private Slice<TimelineEvent> slice(Visible visible, TimelineQuery asked, int limit) {
        List<TimelineMark> marks = store.marks(asked, 0, limit + 1);
        boolean more = marks.size() > limit;
        List<TimelineMark> shown = more ? marks.subList(0, limit) : marks;
        return new Slice<>(events.read(visible, shown), more ? shown.getLast().cursor() : null);
    }

    private TimelineQuery asked(Visible visible, ListQuery query) {
        query.filters()
                .keySet()
                .forEach(key -> {
                    if (!filterKeys().contains(key)) {
                        throw Refused.field(key, "filter.unknown", key);
                    }
                });
        for (ListQuery.Sort sort : query.sorts()) {
            if (!sort.key().equals(AT) || !sort.descending()) {
                throw Refused.field("sort", "sort.unknown", sort.key());
            }
        }
        Map<String, List<String>> filters = query.filters();
        return new TimelineQuery(
                simId,
                visible,
                kinds(filters.getOrDefault(KIND, List.of())),
                moment(SINCE, filters, (one, other) -> one.isAfter(other) ? one : other),
                moment(UNTIL, filters, (one, other) -> one.isBefore(other) ? one : other),
                null);
    }

    private static Set<TimelineKind> kinds(List<String> names) {
        Set<TimelineKind> kinds = EnumSet.noneOf(TimelineKind.class);
        for (String name : names) {
            try {
                kinds.add(TimelineKind.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Refused.field(KIND, "filter.value", name);
            }
        }
        return kinds.isEmpty() ? EnumSet.allOf(TimelineKind.class) : kinds;
    }

    /** Of several moments the narrowest. */
    private static @Nullable Instant moment(
            String key, Map<String, List<String>> filters, BinaryOperator<Instant> narrowest) {
        return filters.getOrDefault(key, List.of()).stream()
                .map(text -> moment(key, text))
                .reduce(narrowest)
                .orElse(null);
    }

    private static Instant moment(String key, String text) {
        try {
            Instant at = Instant.parse(text);
            return at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
        } catch (DateTimeParseException e) {
            throw Refused.field(key, "filter.value", text);
        }
    }

    private static int bounded(int limit) {
        return Math.clamp(limit, 1, 1_000);
    }
}
