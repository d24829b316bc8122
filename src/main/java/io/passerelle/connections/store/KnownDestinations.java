package io.passerelle.connections.store;

import static io.passerelle.store.db.Tables.CONNECTION;
import static io.passerelle.store.db.Tables.CONNECTION_DESTINATION;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.foundation.Visible;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Every destination that an owner's connections led to, and every address it was found at, once. A
 * part of a name is looked for in these thousands and not in millions of records, whose own index
 * would be the largest of the database. And a destination of many owners, which is nearly
 * everywhere, leads those who look at few owners to these owners' records alone
 * (V059__searches_of_one_owner.sql). What this node has noted today it does not note again, so that
 * a record costs two looks into a set.
 */
final class KnownDestinations {

    /** Up to so many are looked for by name; of more, the newest records soon have a page. */
    private static final int FEW = 20;

    /** What a node remembers of a day, some 30 MB; of more, it notes some again. */
    private static final int NOTED_AT_MOST = 200_000;

    private static final UUID NOBODY = new UUID(0, 0);

    /** The expressions of the index connection_traits: conditions must use the very same ones. */
    private static final Field<Long> DESTINATION_OF =
            destinationOf(CONNECTION.ORGANISATION_ID, CONNECTION.DESTINATION);

    private static final Field<Long> ADDRESS_OF =
            addressOf(CONNECTION.ORGANISATION_ID, CONNECTION.DESTINATION_ADDRESS);

    private final DSLContext dsl;
    private final Set<Noted> noted = ConcurrentHashMap.newKeySet();
    private volatile Instant day = Instant.EPOCH;

    KnownDestinations(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A destination of an owner. */
    private record Owned(String destination, UUID owner) {

        private static final Comparator<Owned> ORDER =
                Comparator.comparing(Owned::destination).thenComparing(Owned::owner);
    }

    /** What is noted; a name that was noted as an address alone has to be noted again. */
    private record Noted(Owned what, boolean isName) {}

    /**
     * Notes where records lead, before they are written: a name that leads nowhere does no harm.
     */
    void note(List<ConnectionRecord> records) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        forgetIfNeedBe(today);
        Map<Owned, Boolean> fresh = new TreeMap<>(Owned.ORDER); // two nodes never cross
        for (ConnectionRecord record : records) {
            UUID owner = Objects.requireNonNullElse(record.organisationId(), NOBODY);
            InetAddress address = record.destinationAddress();
            if (!record.destination().isEmpty()) {
                add(fresh, new Owned(record.destination(), owner), true);
            }
            if (address != null) {
                add(fresh, new Owned(address.getHostAddress(), owner), false);
            }
        }
        if (!fresh.isEmpty()) {
            write(fresh, today);
            fresh.forEach((what, isName) -> noted.add(new Noted(what, isName)));
        }
    }

    /** Half of them when they are too many: to forget all would have all noted again at once. */
    private void forgetIfNeedBe(Instant today) {
        if (!today.equals(day)) {
            noted.clear();
            day = today;
        } else if (noted.size() > NOTED_AT_MOST) {
            var turns = new AtomicInteger();
            noted.removeIf(one -> turns.incrementAndGet() % 2 == 0);
        }
    }

    private void add(Map<Owned, Boolean> fresh, Owned what, boolean isName) {
        if (!noted.contains(new Noted(what, true)) && !noted.contains(new Noted(what, isName))) {
            fresh.merge(what, isName, Boolean::logicalOr);
        }
    }

    private void write(Map<Owned, Boolean> fresh, Instant today) {
        var insert =
                dsl.insertInto(
                        CONNECTION_DESTINATION,
                        CONNECTION_DESTINATION.DESTINATION,
                        CONNECTION_DESTINATION.ORGANISATION_ID,
                        CONNECTION_DESTINATION.IS_NAME,
                        CONNECTION_DESTINATION.SEEN_AT);
        for (Map.Entry<Owned, Boolean> entry : fresh.entrySet()) {
            Owned what = entry.getKey();
            insert = insert.values(what.destination, what.owner, entry.getValue(), today);
        }
        Condition wasName = DSL.condition(CONNECTION_DESTINATION.IS_NAME);
        Condition isName = DSL.condition(DSL.excluded(CONNECTION_DESTINATION.IS_NAME));
        insert.onConflict(
                        CONNECTION_DESTINATION.DESTINATION, CONNECTION_DESTINATION.ORGANISATION_ID)
                .doUpdate()
                .set(CONNECTION_DESTINATION.SEEN_AT, today)
                .set(CONNECTION_DESTINATION.IS_NAME, DSL.field(wasName.or(isName)))
                .where(CONNECTION_DESTINATION.SEEN_AT.lt(today))
                .or(isName.andNot(wasName))
                .execute();
    }

    /** What records meet, of those somebody sees, that led to that address. */
    Condition at(Visible visible, InetAddress address) {
        Condition there = CONNECTION.DESTINATION_ADDRESS.eq(address);
        if (!(visible instanceof Visible.Organisations(Set<UUID> ids))) {
            return there;
        }
        Condition known =
                CONNECTION_DESTINATION.DESTINATION.in(
                        DSL.val(address.getHostAddress()),
                        DSL.field("host({0})", String.class, addressValue(address)));
        List<Owned> owned = owned(ids, known);
        List<Field<Long>> keys =
                owned.stream()
                        .map(one -> addressOf(DSL.val(one.owner), addressValue(address)))
                        .toList();
        return narrowed(there, ADDRESS_OF, keys);
    }

    /** What records meet, of those somebody sees, whose destination is that text. */
    Condition named(Visible visible, String text) {
        return known(
                visible,
                CONNECTION_DESTINATION.DESTINATION.eq(text),
                CONNECTION.DESTINATION.eq(text));
    }

    /** What records meet, of those somebody sees, whose destination has that text in it. */
    Condition containing(Visible visible, String text) {
        return known(
                visible,
                CONNECTION_DESTINATION.DESTINATION.containsIgnoreCase(text),
                CONNECTION.DESTINATION.containsIgnoreCase(text));
    }

    /**
     * What finds records by known names.
     *
     * @param names which names
     * @param same what records meet that lead to one of them
     */
    private Condition known(Visible visible, Condition names, Condition same) {
        Condition named = DSL.condition(CONNECTION_DESTINATION.IS_NAME).and(names);
        if (visible instanceof Visible.Organisations(Set<UUID> ids)) {
            List<Owned> owned = owned(ids, named);
            if (owned.size() <= FEW) {
                List<Field<Long>> keys =
                        owned.stream()
                                .map(one ->
                                        destinationOf(DSL.val(one.owner), DSL.val(one.destination)))
                                .toList();
                return narrowed(same, DESTINATION_OF, keys);
            }
        }
        List<String> few =
                dsl.selectDistinct(CONNECTION_DESTINATION.DESTINATION)
                        .from(CONNECTION_DESTINATION)
                        .where(named)
                        .limit(FEW + 1)
                        .fetch(CONNECTION_DESTINATION.DESTINATION);
        if (few.isEmpty()) {
            return DSL.falseCondition();
        }
        return few.size() <= FEW
                ? CONNECTION.DESTINATION.eq(DSL.any(few.toArray(String[]::new)))
                : same;
    }

    /** At most one more than few. */
    private List<Owned> owned(Set<UUID> owners, Condition names) {
        return dsl.select(
                        CONNECTION_DESTINATION.DESTINATION, CONNECTION_DESTINATION.ORGANISATION_ID)
                .from(CONNECTION_DESTINATION)
                .where(
                        CONNECTION_DESTINATION.ORGANISATION_ID.eq(
                                DSL.any(owners.toArray(UUID[]::new))))
                .and(names)
                .limit(FEW + 1)
                .fetch(row -> new Owned(row.value1(), row.value2()));
    }

    /**
     * Records of few owners by their owners' traits; what says it exactly is said so that no index
     * is read for it, which would lead nearly everywhere.
     */
    private static Condition narrowed(Condition exact, Field<Long> trait, List<Field<Long>> keys) {
        if (keys.isEmpty()) {
            return DSL.falseCondition();
        }
        return keys.size() > FEW
                ? exact
                : trait.in(keys).and(DSL.condition("({0}) is true", exact));
    }

    private static Field<Long> destinationOf(Field<UUID> owner, Field<String> destination) {
        return DSL.field(
                "uuid_hash_extended({0}, hashtextextended({1}, 0))",
                Long.class, owner, destination);
    }

    private static Field<Long> addressOf(
            Field<UUID> owner, Field<? extends @Nullable InetAddress> address) {
        return DSL.field(
                "uuid_hash_extended({0}, hashinetextended({1}, 0))", Long.class, owner, address);
    }

    private static Field<InetAddress> addressValue(InetAddress address) {
        return DSL.val(address, CONNECTION.DESTINATION_ADDRESS);
    }
}
