package io.passerelle.store;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
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
        return declared.dsl
                .select(declared.fields)
                .from(declared.from)
                .where(conditions(visible, query))
                .orderBy(keyset(query).order())
                .offset(Math.max(0, offset))
                .limit(bounded(limit))
                .fetch(declared.read::apply);
    }

    @Override
    public long count(Visible visible, ListQuery query) {
        Long count =
                declared.dsl
                        .select(DSL.count().cast(Long.class))
                        .from(declared.counted)
                        .where(conditions(visible, query))
                        .fetchOne(0, Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public Slice<R> after(Visible visible, ListQuery query, @Nullable String cursor, int limit) {
        Keyset keyset = keyset(query);
        Condition condition = conditions(visible, query);
        List<? extends Record> rows =
                declared.dsl
                        .select(fieldsWith(keyset))
                        .from(declared.from)
                        .where(cursor == null ? condition : condition.and(keyset.behind(cursor)))
                        .orderBy(keyset.order())
                        .limit(bounded(limit) + 1)
                        .fetch();
        boolean more = rows.size() > bounded(limit);
        List<? extends Record> shown = more ? rows.subList(0, bounded(limit)) : rows;
        List<R> items = new ArrayList<>();
        shown.forEach(record -> items.add(declared.read.apply(record)));
        return new Slice<>(items, more ? keyset.cursor(shown.getLast()) : null);
    }

    @Override
    public void each(Visible visible, ListQuery query, Consumer<R> row) {
        // In a transaction, without which the PostgreSQL driver would read every row before it
        // gives the first.
        declared.dsl.transaction(transaction -> {
            ResultQuery<? extends Record> select =
                    transaction
                            .dsl()
                            .select(declared.fields)
                            .from(declared.from)
                            .where(conditions(visible, query))
                            .orderBy(keyset(query).order())
                            .fetchSize(EXPORT_FETCH);
            try (Cursor<? extends Record> cursor = select.fetchLazy()) {
                for (Record record : cursor) {
                    row.accept(declared.read.apply(record));
                }
            }
        });
    }

    private List<SelectFieldOrAsterisk> fieldsWith(Keyset keyset) {
        Set<SelectFieldOrAsterisk> fields = new LinkedHashSet<>(declared.fields);
        fields.addAll(keyset.fields());
        return List.copyOf(fields);
    }

    private Keyset keyset(ListQuery query) {
        return Keyset.of(query, declared.sorts, declared.usual, declared.identity);
    }

    private Condition conditions(Visible visible, ListQuery query) {
        List<Condition> all = new ArrayList<>();
        all.add(visible(visible));
        all.addAll(declared.always);
        query.filters()
                .forEach((key, values) -> {
                    Filters.Filter filter = declared.filters.get(key);
                    if (filter == null) {
                        throw Refused.field(key, "filter.unknown", key);
                    }
                    all.add(filter.on(key, values));
                });
        if (!query.search().isEmpty()) {
            for (String word : query.search().split("\\s+", 10)) {
                all.add(declared.search.apply(word));
            }
        }
        return DSL.and(all);
    }

    private Condition visible(Visible visible) {
        Field<UUID> owner = declared.owner;
        return switch (visible) {
            case Visible.Everything ignored -> DSL.trueCondition();
            case Visible.Organisations(Set<UUID> ids) ->
                    owner == null
                            ? DSL.falseCondition() // a list nobody owns is the operator's
                            : owner.eq(DSL.any(ids.toArray(UUID[]::new)));
        };
    }

    private static int bounded(int limit) {
        return Math.clamp(limit, 1, ROWS_AT_MOST);
    }

    /** The declaration of a list. */
    public static final class Builder<R> {

        private final DSLContext dsl;
        private final Table<?> from;
        private final Field<UUID> identity;
        private final Function<Record, R> read;
        private final Map<String, Field<?>> sorts = new LinkedHashMap<>();
        private final Map<String, Filters.Filter> filters = new LinkedHashMap<>();
        private final List<ListQuery.Sort> usual = new ArrayList<>();
        private final List<Condition> always = new ArrayList<>();
        private List<SelectFieldOrAsterisk> fields;
        private Table<?> counted;
        private Function<String, Condition> search = word -> DSL.falseCondition();
        private @Nullable Field<UUID> owner;

        private Builder(
                DSLContext dsl, Table<?> from, Field<UUID> identity, Function<Record, R> read) {
            this.dsl = dsl;
            this.from = from;
            this.identity = identity;
            this.read = read;
            this.fields = List.of(from.fields());
            this.counted = from;
            filters.put("id", Filters.ids(identity));
        }

        /** The fields to read, when not all of the table. */
        public Builder<R> select(List<? extends SelectFieldOrAsterisk> wanted) {
            fields = List.copyOf(wanted);
            return this;
        }

        /**
         * The one table rows are counted in, when the others of the join neither add nor take rows
         * and no filter speaks of them: a third of the time over a million rows.
         */
        public Builder<R> countedIn(Table<?> table) {
            counted = table;
            return this;
        }

        /** Whose rows these are; without it the operator alone sees them. */
        public Builder<R> ownedBy(Field<UUID> organisation) {
            owner = organisation;
            return this;
        }

        /** A column that can be sorted by. */
        public Builder<R> sort(String key, Field<?> field) {
            sorts.put(key, field);
            return this;
        }

        /** A filter. */
        public Builder<R> filter(String key, Filters.Filter filter) {
            filters.put(key, filter);
            return this;
        }

        /** What a row must meet to be found by a word. */
        public Builder<R> search(Function<String, Condition> condition) {
            search = condition;
            return this;
        }

        /** What every row must meet. */
        public Builder<R> always(Condition condition) {
            always.add(condition);
            return this;
        }

        /** The order when the query names none. */
        public Builder<R> usualOrder(String key, boolean descending) {
            usual.add(new ListQuery.Sort(key, descending));
            return this;
        }

        /** The list. */
        public JooqListing<R> build() {
            return new JooqListing<>(this);
        }
    }
}
