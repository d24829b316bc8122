package io.passerelle.store;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableField;
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

    private final Builder<R> declared;

    private JooqListing(Builder<R> declared) {
        this.declared = declared;
    }

    /**
     * Starts a declaration.
     *
     * @param from the table or join
     * @param identity the field that is different in every row
     * @param read makes a row of a record that has all fields of {@code from}
     */
    public static <R> Builder<R> of(
            DSLContext dsl, Table<?> from, Field<UUID> identity, Function<Record, R> read) {
        return new Builder<>(dsl, from, identity, read);
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
        Asked asked = asked(visible, query, true);
        Keyset keyset = keyset(query, asked.base);
        return read(asked, asked.condition, keyset, Math.max(0, offset), bounded(limit))
                .map(declared.read::apply);
    }

    @Override
    public long count(Visible visible, ListQuery query) {
        Asked asked = asked(visible, query, false);
        Table<?> from = asked.base.from();
        long most = countedUpTo(query);
        var all = DSL.selectOne().from(from).where(asked.condition);
        Long count =
                most == Long.MAX_VALUE
                        ? declared.dsl
                                .select(DSL.count().cast(Long.class))
                                .from(from)
                                .where(asked.condition)
                                .fetchOne(0, Long.class)
                        : declared.dsl
                                .select(DSL.count().cast(Long.class))
                                .from(all.limit(most).asTable("some"))
                                .fetchOne(0, Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public long countedUpTo(ListQuery query) {
        return declared.countedInPart.test(query) ? COUNTED_AT_MOST : Long.MAX_VALUE;
    }

    @Override
    public Slice<R> after(Visible visible, ListQuery query, @Nullable String cursor, int limit) {
        Asked asked = asked(visible, query, true);
        Keyset keyset = keyset(query, asked.base);
        int wanted = bounded(limit) + 1;
        List<Record> rows = new ArrayList<>();
        List<Condition> pieces =
                cursor == null ? List.of(DSL.trueCondition()) : keyset.behind(cursor);
        for (Condition piece : pieces) {
            if (rows.size() < wanted) {
                rows.addAll(
                        read(asked, asked.condition.and(piece), keyset, 0, wanted - rows.size()));
            }
        }
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
        declared.dsl.transaction(transaction -> {
            ResultQuery<? extends Record> select =
                    transaction
                            .dsl()
                            .select(declared.fields())
                            .from(declared.tables.whole())
                            .where(asked.condition)
                            .orderBy(keyset(query, asked.base).order())
                            .fetchSize(EXPORT_FETCH);
            try (Cursor<? extends Record> cursor = select.fetchLazy()) {
                for (Record record : cursor) {
                    row.accept(declared.read.apply(record));
                }
            }
        });
    }

    /**
     * The rows of a page. Of a list over several tables, and far from its start, the rows are found
     * by their identity first: an index often suffices for that, and the rest is read for one page.
     */
    private Result<Record> read(
            Asked asked, Condition condition, Keyset keyset, int offset, int limit) {
        ListTables tables = declared.tables;
        if (!tables.areSeveral() && offset < FAR) {
            return declared.dsl
                    .select(fieldsWith(keyset))
                    .from(tables.whole())
                    .where(condition)
                    .orderBy(keyset.order())
                    .offset(offset)
                    .limit(limit)
                    .fetch();
        }
        Field<UUID> found = DSL.field(DSL.name("page", "found"), UUID.class);
        Table<?> page =
                DSL.select(asked.base.identity().as("found"))
                        .from(asked.base.from())
                        .where(condition)
                        .orderBy(keyset.order())
                        .offset(offset)
                        .limit(limit)
                        .asTable("page");
        return declared.dsl
                .select(fieldsWith(keyset))
                .from(page)
                .join(tables.whole())
                .on(tables.identity().eq(found))
                .orderBy(keyset.order())
                .fetch();
    }

    private List<SelectFieldOrAsterisk> fieldsWith(Keyset keyset) {
        Set<SelectFieldOrAsterisk> fields = new LinkedHashSet<>(declared.fields());
        fields.addAll(keyset.fields());
        return List.copyOf(fields);
    }

    private Keyset keyset(ListQuery query, ListTables.Base base) {
        return Keyset.of(query, declared.sorts, declared.usual, declared.unique, base.identity());
    }

    /** Where to look, and what rows must meet there. */
    private record Asked(ListTables.Base base, Condition condition) {}

    private Asked asked(Visible visible, ListQuery query, boolean ordered) {
        List<Condition> all = new ArrayList<>();
        Set<Table<?>> needed = new HashSet<>();
        query.filters()
                .forEach((key, values) -> {
                    Filters.Filter filter = declared.filters.get(key);
                    if (filter == null) {
                        throw Refused.field(key, "filter.unknown", key);
                    }
                    all.add(filter.on(key, values));
                    needed.addAll(declared.filterNeeds.getOrDefault(key, Set.of()));
                });
        if (!query.search().isEmpty()) {
            needed.addAll(declared.searchNeeds);
            for (String word : query.search().split("\\s+", 10)) {
                all.add(declared.search.apply(word));
            }
        }
        if (ordered) {
            (query.sorts().isEmpty() ? declared.usual : query.sorts())
                    .forEach(sort -> needed.add(declared.tableOf(sort.key())));
        }
        ListTables.Base base = declared.tables.base(needed);
        if (visible instanceof Visible.Organisations(Set<UUID> ids)) {
            all.addFirst(ListTables.ownedByAny(base.owner(), ids));
        }
        return new Asked(base, DSL.and(all));
    }

    private static int bounded(int limit) {
        return Math.clamp(limit, 1, ROWS_AT_MOST);
    }

    /** The declaration of a list. */
    public static final class Builder<R> {

        private final DSLContext dsl;
        private final ListTables tables;
        private final Function<Record, R> read;
        private final Map<String, Field<?>> sorts = new LinkedHashMap<>();
        private final Set<String> unique = new HashSet<>();
        private final Map<String, Filters.Filter> filters = new LinkedHashMap<>();
        private final Map<String, Set<Table<?>>> filterNeeds = new HashMap<>();
        private final List<ListQuery.Sort> usual = new ArrayList<>();
        private @Nullable List<SelectFieldOrAsterisk> wanted;
        private Function<String, Condition> search = word -> DSL.falseCondition();
        private Set<Table<?>> searchNeeds = Set.of();
        private Predicate<ListQuery> countedInPart = query -> false;

        private Builder(
                DSLContext dsl, Table<?> from, Field<UUID> identity, Function<Record, R> read) {
            this.dsl = dsl;
            this.tables = new ListTables(from, identity);
            this.read = read;
            filter("id", Filters.ids(identity));
        }

        /** The fields to read, when not all of the tables. */
        public Builder<R> select(List<? extends SelectFieldOrAsterisk> fields) {
            wanted = List.copyOf(fields);
            return this;
        }

        /** One more table, with one row for each of the list's. */
        public Builder<R> join(Table<?> table, Condition on) {
            tables.join(table, on, false);
            return this;
        }

        /** One more table, with at most one row for each of the list's. */
        public Builder<R> leftJoin(Table<?> table, Condition on) {
            tables.join(table, on, true);
            return this;
        }

        /**
         * One of the joined tables, when it has a row for every one of the list's and knows their
         * owners: queries that speak of it alone look nowhere else.
         */
        public Builder<R> alone(Table<?> table, Field<UUID> identity, Field<UUID> organisation) {
            tables.substitute(table, identity, organisation);
            return this;
        }

        /** Whose rows these are; without it the operator alone sees them. */
        public Builder<R> ownedBy(Field<UUID> organisation) {
            tables.ownedBy(organisation);
            return this;
        }

        /** A column that can be sorted by and differs in every row. */
        public Builder<R> sortUnique(String key, Field<?> field) {
            unique.add(key);
            return sort(key, field);
        }

        /** A column that can be sorted by. */
        public Builder<R> sort(String key, Field<?> field) {
            sorts.put(key, field);
            return this;
        }

        /** A filter of the first table's columns. */
        public Builder<R> filter(String key, Filters.Filter filter) {
            return filter(key, filter, tables.root());
        }

        /** A filter of a joined table's columns. */
        public Builder<R> filter(String key, Filters.Filter filter, Table<?> table) {
            filters.put(key, filter);
            filterNeeds.put(key, Set.of(table));
            return this;
        }

        /** What a row must meet to be found by a word, in columns of the first table. */
        public Builder<R> search(Function<String, Condition> condition) {
            search = condition;
            searchNeeds = Set.of(tables.root());
            return this;
        }

        /** Of which queries no more than 10,000 rows are counted. */
        public Builder<R> countInPart(Predicate<ListQuery> which) {
            countedInPart = which;
            return this;
        }

        /** The order when the query names none. */
        public Builder<R> usualOrder(String key, boolean descending) {
            usual.add(new ListQuery.Sort(key, descending));
            return this;
        }

        private List<? extends SelectFieldOrAsterisk> fields() {
            List<SelectFieldOrAsterisk> chosen = wanted;
            return chosen == null ? List.of(tables.whole().fields()) : chosen;
        }

        private Table<?> tableOf(String sort) {
            return sorts.get(sort) instanceof TableField<?, ?> field && field.getTable() != null
                    ? field.getTable()
                    : tables.root();
        }

        /** The list. */
        public JooqListing<R> build() {
            return new JooqListing<>(this);
        }
    }
}
