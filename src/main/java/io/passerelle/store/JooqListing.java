package io.passerelle.store;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Listing} over one table or join, declared once: which columns sort, which filters exist,
 * where words are searched, whose rows they are.
 *
 * <pre>{@code
 * JooqListing.of(dsl, NAS, NAS.ID, NasRow::of)
 *     .sort("name", NAS.NAME).sort("network", NAS.NETWORK)
 *     .filter("enabled", Filters.truth(NAS.ENABLED))
 *     .search(word -> NAS.NAME.containsIgnoreCase(word))
 *     .usualOrder("name", false)
 *     .build();
 * }</pre>
 */
public final class JooqListing<R> implements Listing<R> {

    private static final int ROWS_AT_MOST = 1_000;
    private static final int EXPORT_FETCH = 1_000;

    /** Of queries whose rows are not all counted. */
    private static final long COUNTED_AT_MOST = 10_000;

    /** Rows to be passed over from which on they are passed over in an index. */
    private static final int FAR = 1_000;

    private static final Condition ANY = DSL.noCondition();

    private final ListBuilder<R> declared;
    private final ListGate gate;
    private final DSLContext dsl;

    JooqListing(ListBuilder<R> declared) {
        this.declared = declared;
        this.gate = ListGate.of(declared.dsl);
        this.dsl = gate.limited(declared.dsl);
    }

    /**
     * Starts a declaration.
     *
     * @param from the table or join
     * @param identity the field that is different in every row
     * @param read makes a row of a record that has all fields of {@code from}
     */
    public static <R> ListBuilder<R> of(
            DSLContext dsl, Table<?> from, Field<UUID> identity, Function<Record, R> read) {
        return new ListBuilder<>(dsl, from, identity, read);
    }

    @Override
    public Set<String> sortKeys() {
        return declared.sorts.keySet();
    }

    @Override
    public Set<String> filterKeys() {
        return declared.filters.keySet();
    }

    @Override
    public List<R> page(Visible visible, ListQuery query, int offset, int limit) {
        return gate.page(() -> {
            Asked asked = asked(visible, query, true);
            if (asked.nothing) {
                return List.of();
            }
            Keyset keyset = keyset(query, asked.base);
            if (offset <= 0 && isApart(visible, query)) {
                return read(asked, keyset.apart(), keyset, bounded(limit)).stream()
                        .map(declared.read::apply)
                        .toList();
            }
            Condition newest =
                    declared.sortedInPart(query)
                            ? behind(asked).map(declared.tables.identity()::gt).orElse(ANY)
                            : ANY;
            Keyset.Piece piece = keyset.piece(newest);
            return read(asked, piece, keyset, Math.max(0, offset), bounded(limit))
                    .map(declared.read::apply);
        });
    }

    @Override
    public long count(Visible visible, ListQuery query) {
        return gate.page(() -> {
            Asked asked = asked(visible, query, false);
            long most = countedUpTo(query);
            if (asked.nothing) {
                return 0L;
            }
            if (asked.scattered && most < Long.MAX_VALUE) {
                return search(asked, ANY, true).count(most);
            }
            Condition condition = asked.frame.and(asked.wanted);
            var all = DSL.selectOne().from(asked.base.from()).where(condition);
            var counted = most == Long.MAX_VALUE ? all : all.limit(most);
            Long count =
                    dsl.select(DSL.count().cast(Long.class))
                            .from(counted.asTable("some"))
                            .fetchOne(0, Long.class);
            return count == null ? 0L : count;
        });
    }

    @Override
    public boolean sortsNewestOnly(Visible visible, ListQuery query) {
        return declared.sortedInPart(query)
                && gate.page(() -> {
                    Asked asked = asked(visible, query, true);
                    return !asked.nothing && behind(asked).isPresent();
                });
    }

    @Override
    public long countedUpTo(ListQuery query) {
        return declared.countedInPart.test(query) ? COUNTED_AT_MOST : Long.MAX_VALUE;
    }

    @Override
    public Slice<R> after(Visible visible, ListQuery query, @Nullable String cursor, int limit) {
        return gate.page(() -> {
            Asked asked = asked(visible, query, true);
            Keyset keyset = keyset(query, asked.base);
            List<Keyset.Piece> pieces = pieces(visible, query, keyset, cursor);
            if (asked.nothing) {
                return new Slice<>(List.of(), null);
            }
            if (declared.sortedInPart(query) && behind(asked).isPresent()) {
                throw Refused.field(
                        "sort", "sort.rows", query.sorts().getFirst().key(), SORTED_AT_MOST);
            }
            return slice(asked, keyset, pieces, bounded(limit) + 1);
        });
    }

    private List<Keyset.Piece> pieces(
            Visible visible, ListQuery query, Keyset keyset, @Nullable String cursor) {
        if (cursor != null) {
            return keyset.behind(cursor).stream().map(keyset::piece).toList();
        }
        return isApart(visible, query) ? keyset.apart() : List.of(keyset.piece(ANY));
    }

    /** Whether rows that have nothing to be sorted by are read for themselves. */
    private boolean isApart(Visible visible, ListQuery query) {
        return visible instanceof Visible.Everything
                && query.filters().isEmpty()
                && query.search().isEmpty()
                && query.sorts().stream()
                        .limit(1)
                        .anyMatch(sort -> declared.sparse.contains(sort.key()));
    }

    private Slice<R> slice(Asked asked, Keyset keyset, List<Keyset.Piece> pieces, int wanted) {
        List<Record> rows = read(asked, pieces, keyset, wanted);
        boolean more = rows.size() == wanted;
        List<Record> shown = more ? rows.subList(0, wanted - 1) : rows;
        List<R> items = new ArrayList<>();
        shown.forEach(record -> items.add(declared.read.apply(record)));
        return new Slice<>(items, more ? keyset.cursor(shown.getLast()) : null);
    }

    @Override
    public void each(Visible visible, ListQuery query, Consumer<R> row) {
        Asked asked = asked(visible, query, true);
        // In a transaction, without which the PostgreSQL driver would read every row before it
        // gives the first.
        gate.export(() ->
                declared.dsl.transaction(transaction -> {
                    ResultQuery<? extends Record> select =
                            transaction
                                    .dsl()
                                    .select(declared.fields())
                                    .from(declared.tables.whole())
                                    .where(asked.frame, asked.wanted)
                                    .orderBy(keyset(query, asked.base).order())
                                    .fetchSize(EXPORT_FETCH);
                    try (Cursor<? extends Record> cursor = select.fetchLazy()) {
                        for (Record record : cursor) {
                            row.accept(declared.read.apply(record));
                        }
                    }
                }));
    }

    /** The row up to which a history is sorted by what no index has; empty when all of it is. */
    private Optional<UUID> behind(Asked asked) {
        return asked.scattered
                ? search(asked, ANY, true).behind(SORTED_AT_MOST)
                : HistorySearch.edge(
                        dsl,
                        asked.base.from(),
                        asked.base.identity(),
                        asked.frame.and(asked.wanted),
                        true,
                        SORTED_AT_MOST);
    }

    private HistorySearch search(Asked asked, Condition piece, boolean newestFirst) {
        long end = gate.end();
        return new HistorySearch(
                dsl,
                asked.base.from(),
                asked.base.identity(),
                asked.frame.and(piece),
                asked.wanted,
                newestFirst,
                () -> gate.check(end));
    }

    /** The first rows of pieces that follow each other. */
    private List<Record> read(Asked asked, List<Keyset.Piece> pieces, Keyset keyset, int wanted) {
        List<Record> rows = new ArrayList<>();
        for (Keyset.Piece piece : pieces) {
            if (rows.size() < wanted) {
                rows.addAll(read(asked, piece, keyset, 0, wanted - rows.size()));
            }
        }
        return rows;
    }

    /**
     * The rows of a page. Of a list over several tables, and far from its start, the rows are found
     * by their identity first: an index often suffices for that, and the rest is read for one page.
     */
    private Result<Record> read(
            Asked asked, Keyset.Piece piece, Keyset keyset, int offset, int limit) {
        ListTables tables = declared.tables;
        if (asked.scattered && keyset.isOf(asked.base.identity())) {
            List<UUID> ids =
                    search(asked, piece.where(), keyset.isDescending()).first(offset + limit);
            UUID[] page =
                    ids.subList(Math.min(offset, ids.size()), ids.size()).toArray(UUID[]::new);
            return dsl.select(fieldsWith(keyset))
                    .from(tables.whole())
                    .where(tables.identity().eq(DSL.any(page)))
                    .orderBy(piece.order())
                    .fetch();
        }
        if (!tables.areSeveral() && offset < FAR) {
            return dsl.select(fieldsWith(keyset))
                    .from(tables.whole())
                    .where(asked.frame, asked.wanted, piece.where())
                    .orderBy(piece.order())
                    .offset(offset)
                    .limit(limit)
                    .fetch();
        }
        Field<UUID> found = DSL.field(DSL.name("page", "found"), UUID.class);
        Table<?> page =
                DSL.select(asked.base.identity().as("found"))
                        .from(asked.base.from())
                        .where(asked.frame, asked.wanted, piece.where())
                        .orderBy(piece.order())
                        .offset(offset)
                        .limit(limit)
                        .asTable("page");
        return dsl.select(fieldsWith(keyset))
                .from(page)
                .join(tables.whole())
                .on(tables.identity().eq(found))
                .orderBy(piece.order())
                .fetch();
    }

    private List<SelectFieldOrAsterisk> fieldsWith(Keyset keyset) {
        Set<SelectFieldOrAsterisk> fields = new LinkedHashSet<>(declared.fields());
        fields.addAll(keyset.fields());
        return List.copyOf(fields);
    }

    private Keyset keyset(ListQuery query, ListTables.Base base) {
        return Keyset.of(
                query, declared.sortsOf(query), declared.usual, declared.unique, base.identity());
    }

    /**
     * Where to look, and what rows must meet there.
     *
     * @param frame bounds of time
     * @param wanted everything else
     * @param scattered whether rows are those of a history that fit may lie anywhere in it
     * @param nothing whether it is known that no row fits
     */
    private record Asked(
            ListTables.Base base,
            Condition frame,
            Condition wanted,
            boolean scattered,
            boolean nothing) {}

    private Asked asked(Visible visible, ListQuery query, boolean ordered) {
        List<Condition> frame = new ArrayList<>();
        List<Condition> wanted = new ArrayList<>();
        Set<Table<?>> needed = new HashSet<>();
        HistorySort history = declared.history;
        wanted.add(declared.only);
        query.filters()
                .forEach((key, values) -> {
                    ListBuilder.SeenFilter filter = declared.filters.get(key);
                    if (filter == null) {
                        throw Refused.field(key, "filter.unknown", key);
                    }
                    boolean bound = history != null && history.frame().contains(key);
                    (bound ? frame : wanted).add(filter.on(visible, key, values));
                    needed.addAll(declared.filterNeeds.getOrDefault(key, Set.of()));
                });
        if (!query.search().isEmpty()) {
            needed.addAll(declared.searchNeeds);
            // the longer a word the fewer rows have it, and what fails the first is asked no more
            Stream.of(query.search().split("\\s+", 10))
                    .sorted(Comparator.comparing(String::length).reversed())
                    .forEach(word -> wanted.add(declared.search.apply(visible, word)));
        }
        if (ordered) {
            (query.sorts().isEmpty() ? declared.usual : query.sorts())
                    .forEach(sort -> needed.add(declared.tableOf(query, sort.key())));
        }
        ListTables.Base base = declared.tables.base(needed);
        boolean scattered = history != null && history.isScattered(query);
        if (visible instanceof Visible.Organisations(Set<UUID> ids)) {
            Condition owned = ListTables.ownedByAny(base.owner(), ids);
            // said like this, no index is read for it
            wanted.addFirst(
                    history != null && history.byTrait().test(query)
                            ? DSL.condition("({0}) is true", owned)
                            : owned);
            scattered |= history != null && ids.size() > 1 && !history.isNarrow(query);
        }
        boolean nothing = wanted.contains(DSL.falseCondition());
        return new Asked(base, DSL.and(frame), DSL.and(wanted), scattered, nothing);
    }

    private static int bounded(int limit) {
        return Math.clamp(limit, 1, ROWS_AT_MOST);
    }
}
