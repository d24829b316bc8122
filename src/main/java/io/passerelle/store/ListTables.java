package io.passerelle.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a list and how they hang together, so that a query reads only those it needs to
 * find its rows: names to show are then looked up for the rows of the page, not for all.
 */
final class ListTables {

    private final Table<?> root;
    private final Field<UUID> identity;
    private final List<Joined> joins = new ArrayList<>();
    private @Nullable Base substitute;
    private @Nullable Field<UUID> owner;

    ListTables(Table<?> root, Field<UUID> identity) {
        this.root = root;
        this.identity = identity;
    }

    /**
     * What rows are looked for in.
     *
     * @param owner whose row it is; null when the operator alone sees the list
     */
    record Base(Table<?> from, Field<UUID> identity, @Nullable Field<UUID> owner) {}

    private record Joined(Table<?> table, Condition on, boolean optional) {}

    void ownedBy(Field<UUID> organisation) {
        owner = organisation;
    }

    void join(Table<?> table, Condition on, boolean optional) {
        joins.add(new Joined(table, on, optional));
    }

    /** A table with exactly one row for each of the root's. */
    void substitute(Table<?> table, Field<UUID> same, Field<UUID> organisation) {
        substitute = new Base(table, same, organisation);
    }

    Table<?> root() {
        return root;
    }

    Field<UUID> identity() {
        return identity;
    }

    /** Whether a row is more than its root's columns. */
    boolean areSeveral() {
        return !joins.isEmpty();
    }

    /** What to look in when a query speaks of these tables. */
    Base base(Set<Table<?>> needed) {
        Base other = substitute;
        if (other != null && needed.equals(Set.of(other.from()))) {
            return other;
        }
        return new Base(joined(needed), identity, owner);
    }

    /** All of them, to read whole rows from. */
    Table<? extends Record> whole() {
        return joined(null);
    }

    private Table<?> joined(@Nullable Set<Table<?>> needed) {
        Table<?> from = root;
        for (Joined joined : joins) {
            if (needed == null || needed.contains(joined.table)) {
                from =
                        joined.optional
                                ? from.leftJoin(joined.table).on(joined.on)
                                : from.join(joined.table).on(joined.on);
            }
        }
        return from;
    }

    static Condition ownedByAny(@Nullable Field<UUID> owner, Set<UUID> ids) {
        if (owner == null) {
            return DSL.falseCondition(); // a list nobody owns is the operator's
        }
        // one is the usual case, and lets an index give the rows in order
        return ids.size() == 1
                ? owner.eq(ids.iterator().next())
                : owner.eq(DSL.any(ids.toArray(UUID[]::new)));
    }
}
