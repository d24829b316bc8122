package io.passerelle.events.store;

import static io.passerelle.store.db.Tables.EVENT;

import io.passerelle.events.Event;
import io.passerelle.events.Severity;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.History;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of events. */
@Repository
public class EventStore {

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    /** Rows of one statement, which has at most 65,535 parameters. */
    private static final int TOGETHER = 1_000;

    private final DSLContext dsl;
    private final JsonMapper json;
    private final History history;
    private final DeliveryStore deliveries;
    private final TransactionTemplate transaction;

    EventStore(
            DSLContext dsl,
            JsonMapper json,
            History history,
            DeliveryStore deliveries,
            PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.json = json;
        this.history = history;
        this.deliveries = deliveries;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Adds one, in the caller's transaction, and has it sent to whoever asks for it.
     *
     * @return false when it is there already, or was told before
     */
    public boolean insert(Event event) {
        boolean fresh = write(event);
        if (fresh) {
            deliveries.queue(event);
        }
        return fresh;
    }

    /**
     * Adds many in their order, in the caller's transaction, and has them sent to whoever asks for
     * them: two statements for each {@value #TOGETHER}, where one by one they would be as many as
     * two for each.
     */
    public void insertTogether(List<Event> events) {
        for (int from = 0; from < events.size(); from += TOGETHER) {
            List<Event> some = events.subList(from, Math.min(events.size(), from + TOGETHER));
            Set<UUID> fresh = writeTogether(some);
            deliveries.queue(some.stream().filter(event -> fresh.contains(event.id())).toList());
        }
    }

    /** Those that were not there, and were not told before. */
    private Set<UUID> writeTogether(List<Event> events) {
        var insert =
                dsl.insertInto(
                        EVENT,
                        EVENT.ID,
                        EVENT.AT,
                        EVENT.KIND,
                        EVENT.SEVERITY,
                        EVENT.ORGANISATION_ID,
                        EVENT.SUBJECT_KIND,
                        EVENT.SUBJECT_ID,
                        EVENT.SUBJECT_NAME,
                        EVENT.ACTOR,
                        EVENT.NODE,
                        EVENT.DATA,
                        EVENT.ONCE);
        for (Event event : events) {
            insert =
                    insert.values(
                            event.id(),
                            event.at(),
                            event.kind(),
                            event.severity().name(),
                            event.organisationId(),
                            event.subjectKind(),
                            event.subjectId(),
                            event.subjectName(),
                            event.actor(),
                            event.node(),
                            JSONB.valueOf(json.writeValueAsString(event.data())),
                            event.once().isEmpty() ? null : event.once());
        }
        return insert.onConflictDoNothing().returningResult(EVENT.ID).fetchSet(EVENT.ID);
    }

    private boolean write(Event event) {
        return dsl.insertInto(EVENT)
                        .set(EVENT.ID, event.id())
                        .set(EVENT.AT, event.at())
                        .set(EVENT.KIND, event.kind())
                        .set(EVENT.SEVERITY, event.severity().name())
                        .set(EVENT.ORGANISATION_ID, event.organisationId())
                        .set(EVENT.SUBJECT_KIND, event.subjectKind())
                        .set(EVENT.SUBJECT_ID, event.subjectId())
                        .set(EVENT.SUBJECT_NAME, event.subjectName())
                        .set(EVENT.ACTOR, event.actor())
                        .set(EVENT.NODE, event.node())
                        .set(EVENT.DATA, JSONB.valueOf(json.writeValueAsString(event.data())))
                        .set(EVENT.ONCE, event.once().isEmpty() ? null : event.once())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Adds all of them in a transaction of its own. */
    public void insertAll(List<Event> events) {
        transaction.executeWithoutResult(status -> events.forEach(this::insert));
    }

    /** One of them. */
    public Optional<Event> byId(UUID id) {
        return dsl.selectFrom(EVENT).where(EVENT.ID.eq(id)).fetchOptional(this::read);
    }

    /** Removes some of those before a moment; how many. */
    public int deleteSome(Instant before) {
        return history.deleteSome(EVENT, EVENT.ID, EVENT.AT, before);
    }

    /** The list pages and the API show, of all kinds. */
    public Listing<Event> listing() {
        return JooqListing.of(dsl, EVENT, EVENT.ID, this::read)
                .ownedBy(EVENT.ORGANISATION_ID)
                .sort("at", EVENT.AT, EVENT.SEQ)
                .filter("id", Filters.ids(EVENT.ID))
                .filter("kind", Filters.anyOf(EVENT.KIND))
                .filter(Event.NOT_KIND, (key, kinds) -> EVENT.KIND.notIn(kinds))
                .filter("severity", Filters.oneOf(EVENT.SEVERITY, Severity.class))
                .filter("organisationId", Filters.ids(EVENT.ORGANISATION_ID))
                .filter("subjectKind", Filters.anyOf(EVENT.SUBJECT_KIND))
                .filter("subjectId", Filters.anyOf(EVENT.SUBJECT_ID))
                .filter("actor", Filters.anyOf(EVENT.ACTOR))
                .filter("atAfter", Filters.since(EVENT.AT))
                .filter("atBefore", Filters.until(EVENT.AT))
                .search(word ->
                        EVENT.SUBJECT_NAME
                                .containsIgnoreCase(word)
                                .or(EVENT.SUBJECT_ID.containsIgnoreCase(word))
                                .or(EVENT.ACTOR.containsIgnoreCase(word))
                                .or(EVENT.KIND.containsIgnoreCase(word)))
                .countInPart(query -> true)
                .usualOrder("at", true)
                .build();
    }

    private Event read(Record row) {
        String once = row.get(EVENT.ONCE);
        return new Event(
                row.get(EVENT.ID),
                row.get(EVENT.AT),
                row.get(EVENT.KIND),
                Severity.valueOf(row.get(EVENT.SEVERITY)),
                row.get(EVENT.ORGANISATION_ID),
                row.get(EVENT.SUBJECT_KIND),
                row.get(EVENT.SUBJECT_ID),
                row.get(EVENT.SUBJECT_NAME),
                row.get(EVENT.ACTOR),
                row.get(EVENT.NODE),
                json.readValue(row.get(EVENT.DATA).data(), DATA),
                once == null ? "" : once);
    }
}
