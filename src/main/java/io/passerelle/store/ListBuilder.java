package io.passerelle.store;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The declaration of a list. */
public final class ListBuilder<R> {

    final DSLContext dsl;
    final ListTables tables;
    final Function<Record, R> read;
    final Map<String, List<Field<?>>> sorts = new LinkedHashMap<>();
    private final Map<String, Instead> instead = new HashMap<>();
    final Set<String> unique = new HashSet<>();
    final Set<String> sparse = new HashSet<>();
    final Map<String, SeenFilter> filters = new LinkedHashMap<>();
    final Map<String, Set<Table<?>>> filterNeeds = new HashMap<>();
    final List<ListQuery.Sort> usual = new ArrayList<>();
    private @Nullable List<SelectFieldOrAsterisk> wanted;
    BiFunction<Visible, String, Condition> search = (visible, word) -> DSL.falseCondition();
    Set<Table<?>> searchNeeds = Set.of();
    Predicate<ListQuery> countedInPart = query -> false;
    @Nullable HistorySort history;
    Condition only = DSL.noCondition();

    /** A field that gives the same order as a sort's own, for some queries. */
    private record Instead(Predicate<ListQuery> when, Field<?> field) {}

    /** A filter that is quicker when it knows whose rows are looked at. */
    @FunctionalInterface
    public interface SeenFilter {
        /** The condition rows must meet, of those somebody sees. */
        Condition on(Visible visible, String key, List<String> values);
    }

    ListBuilder(DSLContext dsl, Table<?> from, Field<UUID> identity, Function<Record, R> read) {
        this.dsl = dsl;
        this.tables = new ListTables(from, identity);
        this.read = read;
        filter("id", Filters.ids(identity));
    }

    /** The fields to read, when not all of the tables. */
    public ListBuilder<R> select(List<? extends SelectFieldOrAsterisk> fields) {
        wanted = List.copyOf(fields);
        return this;
    }

    /** One more table, with one row for each of the list's. */
    public ListBuilder<R> join(Table<?> table, Condition on) {
        tables.join(table, on, false);
        return this;
    }

    /** One more table, with at most one row for each of the list's. */
    public ListBuilder<R> leftJoin(Table<?> table, Condition on) {
        tables.join(table, on, true);
        return this;
    }

    /**
     * One of the joined tables, when it has a row for every one of the list's and knows their
     * owners: queries that speak of it alone look nowhere else.
     */
    public ListBuilder<R> alone(Table<?> table, Field<UUID> identity, Field<UUID> organisation) {
        tables.substitute(table, identity, organisation);
        return this;
    }

    /** Whose rows these are; without it the operator alone sees them. */
    public ListBuilder<R> ownedBy(Field<UUID> organisation) {
        tables.ownedBy(organisation);
        return this;
    }

    /** Leaves rows of the first table out of the list that do not meet the condition. */
    public ListBuilder<R> only(Condition condition) {
        only = condition;
        return this;
    }

    /** A column that can be sorted by and differs in every row. */
    public ListBuilder<R> sortUnique(String key, Field<?> field) {
        unique.add(key);
        return sort(key, field);
    }

    /**
     * A column without an index that many rows have nothing in. Who looks at all rows gets those
     * apart, found in the order of their identity: they need not be sorted. Among the rows of one
     * owner, which often lie together, looking for them in that order could lead past all others'.
     */
    public ListBuilder<R> sortSparse(String key, Field<?> field) {
        sparse.add(key);
        return sort(key, field);
    }

    /** A column that can be sorted by, and what orders rows of which it is the same. */
    public ListBuilder<R> sort(String key, Field<?>... fields) {
        sorts.put(key, List.of(fields));
        return this;
    }

    /**
     * For some queries another field of the first table, that gives the same order there by an
     * index.
     */
    public ListBuilder<R> sortInstead(String key, Predicate<ListQuery> when, Field<?> field) {
        instead.put(key, new Instead(when, field));
        return this;
    }

    /** What a query is sorted by when it is sorted by a key. */
    Map<String, List<Field<?>>> sortsOf(ListQuery query) {
        Map<String, List<Field<?>>> fields = new HashMap<>(sorts);
        instead.forEach((key, other) -> {
            if (other.when.test(query)) {
                fields.put(key, List.of(other.field));
            }
        });
        return fields;
    }

    /** A filter of the first table's columns. */
    public ListBuilder<R> filter(String key, Filters.Filter filter) {
        return filter(key, filter, tables.root());
    }

    /** A filter of a joined table's columns. */
    public ListBuilder<R> filter(String key, Filters.Filter filter, Table<?> table) {
        filters.put(key, (visible, name, values) -> filter.on(name, values));
        filterNeeds.put(key, Set.of(table));
        return this;
    }

    /** A filter of the first table's columns that knows whose rows are looked at. */
    public ListBuilder<R> filterSeen(String key, SeenFilter filter) {
        filters.put(key, filter);
        filterNeeds.put(key, Set.of(tables.root()));
        return this;
    }

    /** What a row must meet to be found by a word, in columns of the first table. */
    public ListBuilder<R> search(Function<String, Condition> condition) {
        return searchSeen((visible, word) -> condition.apply(word));
    }

    /** The same, of rows that somebody sees. */
    public ListBuilder<R> searchSeen(BiFunction<Visible, String, Condition> condition) {
        search = condition;
        searchNeeds = Set.of(tables.root());
        return this;
    }

    /** Of which queries no more than 10,000 rows are counted. */
    public ListBuilder<R> countInPart(Predicate<ListQuery> which) {
        countedInPart = which;
        return this;
    }

    /** The rows come without end, and their identifiers sort by time. */
    public ListBuilder<R> history(HistorySort kind) {
        history = kind;
        return this;
    }

    boolean sortedInPart(ListQuery query) {
        return history != null && history.isInPart(query);
    }

    /** The order when the query names none. */
    public ListBuilder<R> usualOrder(String key, boolean descending) {
        usual.add(new ListQuery.Sort(key, descending));
        return this;
    }

    List<? extends SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> chosen = wanted;
        return chosen == null ? List.of(tables.whole().fields()) : chosen;
    }

    Table<?> tableOf(ListQuery query, String sort) {
        return sortsOf(query).getOrDefault(sort, List.of()).stream()
                .findFirst()
                .filter(field -> field instanceof TableField<?, ?> of && of.getTable() != null)
                .<Table<?>>map(field -> ((TableField<?, ?>) field).getTable())
                .orElse(tables.root());
    }

    /** The list. */
    public JooqListing<R> build() {
        return new JooqListing<>(this);
    }
}
