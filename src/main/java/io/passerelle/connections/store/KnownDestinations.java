package io.passerelle.connections.store;

import static io.passerelle.store.db.Tables.CONNECTION;
import static io.passerelle.store.db.Tables.CONNECTION_DESTINATION;

import io.passerelle.connections.ConnectionRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Every destination that connections led to, once. A part of a name is looked for in these
 * thousands and not in millions of records, whose own index would be the largest of the database.
 * What this node has noted today it does not note again, so that a record costs a look into a set.
 */
final class KnownDestinations {

    /** Up to so many are looked for by name; of more, the newest records soon have a page. */
    private static final int FEW = 20;

    private static final int NOTED_AT_MOST = 100_000;

    private final DSLContext dsl;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private volatile Instant day = Instant.EPOCH;

    KnownDestinations(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * Notes where records lead, before they are written: a name that leads nowhere does no harm.
     */
    void note(List<ConnectionRecord> records) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        if (!today.equals(day) || noted.size() > NOTED_AT_MOST) {
            noted.clear();
            day = today;
        }
        Set<String> fresh = new HashSet<>();
        for (ConnectionRecord record : records) {
            if (!record.destination().isEmpty() && !noted.contains(record.destination())) {
                fresh.add(record.destination());
            }
        }
        if (!fresh.isEmpty()) {
            write(fresh, today);
            noted.addAll(fresh);
        }
    }

    /** In one order, so that two nodes never wait for each other. */
    private void write(Set<String> names, Instant today) {
        var insert =
                dsl.insertInto(
                        CONNECTION_DESTINATION,
                        CONNECTION_DESTINATION.DESTINATION,
                        CONNECTION_DESTINATION.SEEN_AT);
        for (String name : names.stream().sorted().toList()) {
            insert = insert.values(name, today);
        }
        insert.onConflict(CONNECTION_DESTINATION.DESTINATION)
                .doUpdate()
                .set(CONNECTION_DESTINATION.SEEN_AT, today)
                .where(CONNECTION_DESTINATION.SEEN_AT.lt(today))
                .execute();
    }

    /** What records meet whose destination is that text. */
    Condition named(String text) {
        boolean known =
                dsl.fetchExists(
                        CONNECTION_DESTINATION, CONNECTION_DESTINATION.DESTINATION.eq(text));
        return known ? CONNECTION.DESTINATION.eq(text) : DSL.falseCondition();
    }

    /** What records meet whose destination has that text in it. */
    Condition containing(String text) {
        List<String> names =
                dsl.select(CONNECTION_DESTINATION.DESTINATION)
                        .from(CONNECTION_DESTINATION)
                        .where(CONNECTION_DESTINATION.DESTINATION.containsIgnoreCase(text))
                        .limit(FEW + 1)
                        .fetch(CONNECTION_DESTINATION.DESTINATION);
        if (names.isEmpty()) {
            return DSL.falseCondition();
        }
        return names.size() <= FEW
                ? CONNECTION.DESTINATION.eq(DSL.any(names.toArray(String[]::new)))
                : CONNECTION.DESTINATION.containsIgnoreCase(text);
    }
}
