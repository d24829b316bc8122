package io.passerelle.events.store;

import static io.passerelle.store.db.Tables.WEBHOOK;
import static io.passerelle.store.db.Tables.WEBHOOK_DELIVERY;

import io.passerelle.events.Event;
import io.passerelle.events.WebhookDelivery;
import io.passerelle.events.WebhookDelivery.State;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.History;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of what is on its way to web hooks. */
@Repository
public class DeliveryStore {

    private static final String WAITING = State.WAITING.name();
    private static final List<SelectFieldOrAsterisk> FIELDS = fields();

    /** To the web hooks of the event's organisation and of those above it that ask for its kind. */
    private static final String QUEUE =
            """
            with recursive above (id, parent_id) as (
                select id, parent_id from organisation
                where id = {0} or {0} is null and parent_id is null
                union all
                select o.id, o.parent_id from organisation o join above a on o.id = a.parent_id)
            insert into webhook_delivery (webhook_id, organisation_id, event_id, kind, subject)
            select w.id, w.organisation_id, {1}, {2}, {3}
            from webhook w join above a on a.id = w.organisation_id
            where w.enabled and {2} = any (w.kinds)
            """;

    /** The same for many events: each organisation's way up is walked once. */
    private static final String QUEUE_MANY =
            """
            with recursive given (organisation_id, event_id, kind, subject, n) as (
                select * from unnest({0}::uuid[], {1}::uuid[], {2}::text[], {3}::text[]) with ordinality
            ), above (owner, id, parent_id) as (
                select g.organisation_id, o.id, o.parent_id
                from (select distinct organisation_id from given) g join organisation o
                    on o.id = g.organisation_id or g.organisation_id is null and o.parent_id is null
                union all
                select a.owner, o.id, o.parent_id from organisation o join above a on o.id = a.parent_id)
            insert into webhook_delivery (webhook_id, organisation_id, event_id, kind, subject)
            select w.id, w.organisation_id, g.event_id, g.kind, g.subject
            from given g join above a on a.owner is not distinct from g.organisation_id
            join webhook w on w.organisation_id = a.id
            where w.enabled and g.kind = any (w.kinds)
            order by g.n
            """;

    /**
     * The first of a web hook's that is due and has nothing of the same subject before it. One that
     * a node was sending when it died is free again when its claim has passed.
     */
    private static final String CLAIM =
            """
            update webhook_delivery set attempts = attempts + 1, claimed_until = {2}
            where id = (
                select d.id from webhook_delivery d
                where d.webhook_id = {0} and d.state = 'WAITING' and d.next_at <= {1}
                    and (d.claimed_until is null or d.claimed_until <= {1})
                    and not exists (
                        select from webhook_delivery e
                        where e.webhook_id = d.webhook_id and e.subject = d.subject
                            and e.state = 'WAITING' and e.seq < d.seq)
                order by d.next_at, d.seq limit 1
                for update of d skip locked)
            returning id
            """;

    private final DSLContext dsl;
    private final History history;

    DeliveryStore(DSLContext dsl, History history) {
        this.dsl = dsl;
        this.history = history;
    }

    private static List<SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(WEBHOOK_DELIVERY.fields()));
        fields.add(WEBHOOK.NAME);
        return List.copyOf(fields);
    }

    /**
     * A web hook that has something to send.
     *
     * @param failures attempts that failed since the last that did not
     */
    public record Due(UUID webhookId, UUID organisationId, int failures) {}

    /** Has an event sent to whoever asks for it, in the transaction that writes it. */
    public void queue(Event event) {
        dsl.execute(
                QUEUE,
                DSL.val(event.organisationId(), WEBHOOK.ORGANISATION_ID),
                DSL.val(event.id()),
                DSL.val(event.kind()),
                DSL.val(event.subject()));
    }

    /** Has events sent to whoever asks for them, in their order. */
    public void queue(List<Event> events) {
        if (!events.isEmpty()) {
            dsl.execute(
                    QUEUE_MANY,
                    DSL.val(events.stream().map(Event::organisationId).toArray(UUID[]::new)),
                    DSL.val(events.stream().map(Event::id).toArray(UUID[]::new)),
                    DSL.val(events.stream().map(Event::kind).toArray(String[]::new)),
                    DSL.val(events.stream().map(Event::subject).toArray(String[]::new)));
        }
    }

    /** Has an event sent to one web hook, whatever it asks for. */
    public UUID queue(Event event, UUID webhookId, UUID organisationId) {
        UUID id = Ids.next();
        dsl.insertInto(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.ID, id)
                .set(WEBHOOK_DELIVERY.WEBHOOK_ID, webhookId)
                .set(WEBHOOK_DELIVERY.ORGANISATION_ID, organisationId)
                .set(WEBHOOK_DELIVERY.EVENT_ID, event.id())
                .set(WEBHOOK_DELIVERY.KIND, event.kind())
                .set(WEBHOOK_DELIVERY.SUBJECT, event.subject())
                .execute();
        return id;
    }

    /** The web hooks that have something to send now. */
    public List<Due> due(Instant now, int atMost) {
        return dsl.select(WEBHOOK.ID, WEBHOOK.ORGANISATION_ID, WEBHOOK.FAILURES)
                .from(WEBHOOK)
                .where(WEBHOOK.ENABLED)
                .and(WEBHOOK.PAUSED_AT.isNull())
                .and(WEBHOOK.RETRY_AT.le(now))
                .andExists(
                        DSL.selectOne()
                                .from(WEBHOOK_DELIVERY)
                                .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(WEBHOOK.ID))
                                .and(isDue(now)))
                .orderBy(WEBHOOK.FAILURES, WEBHOOK.ID)
                .limit(atMost)
                .fetch(row -> new Due(row.value1(), row.value2(), row.value3()));
    }

    private static Condition isDue(Instant now) {
        return WEBHOOK_DELIVERY
                .STATE
                .eq(DSL.inline(WAITING))
                .and(WEBHOOK_DELIVERY.NEXT_AT.le(now))
                .and(
                        WEBHOOK_DELIVERY
                                .CLAIMED_UNTIL
                                .isNull()
                                .or(WEBHOOK_DELIVERY.CLAIMED_UNTIL.le(now)));
    }

    /** Takes the next of a web hook's; nobody else gets it until the claim has passed. */
    public Optional<WebhookDelivery> claim(UUID webhookId, Instant now, Instant until) {
        return dsl.resultQuery(
                        CLAIM,
                        DSL.val(webhookId),
                        DSL.val(now, WEBHOOK_DELIVERY.NEXT_AT),
                        DSL.val(until, WEBHOOK_DELIVERY.NEXT_AT))
                .fetchOptional(row -> row.get(0, UUID.class))
                .flatMap(this::byId);
    }

    /** Writes down how an attempt went. */
    public void attempted(WebhookDelivery after) {
        dsl.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, after.state().name())
                .set(WEBHOOK_DELIVERY.NEXT_AT, after.nextAt())
                .setNull(WEBHOOK_DELIVERY.CLAIMED_UNTIL)
                .set(WEBHOOK_DELIVERY.LAST_AT, after.lastAt())
                .set(WEBHOOK_DELIVERY.STATUS, after.status())
                .set(WEBHOOK_DELIVERY.MILLIS, after.millis())
                .set(WEBHOOK_DELIVERY.ANSWER, after.answer())
                .set(WEBHOOK_DELIVERY.PROBLEM, after.problem())
                .where(WEBHOOK_DELIVERY.ID.eq(after.id()))
                .execute();
    }

    /**
     * What waits behind one that is to be tried later is not due before: looking for the next would
     * pass over all of it each time. What comes before it, since it is replayed, does not wait for
     * it.
     */
    public void behind(WebhookDelivery first, Instant next) {
        var it = WEBHOOK_DELIVERY.as("it");
        dsl.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.NEXT_AT, next)
                .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(first.webhookId()))
                .and(WEBHOOK_DELIVERY.SUBJECT.eq(first.subject()))
                .and(WEBHOOK_DELIVERY.STATE.eq(WAITING))
                .and(WEBHOOK_DELIVERY.NEXT_AT.lt(next))
                .and(
                        WEBHOOK_DELIVERY.SEQ.gt(
                                DSL.select(it.SEQ).from(it).where(it.ID.eq(first.id()))))
                .execute();
    }

    /** Gives back what was taken and not sent. */
    public void release(UUID id) {
        dsl.update(WEBHOOK_DELIVERY)
                .setNull(WEBHOOK_DELIVERY.CLAIMED_UNTIL)
                .set(WEBHOOK_DELIVERY.ATTEMPTS, WEBHOOK_DELIVERY.ATTEMPTS.minus(1))
                .where(WEBHOOK_DELIVERY.ID.eq(id))
                .execute();
    }

    /** The target works again: what was to be tried later is due now. */
    public void hurry(UUID webhookId, Instant now) {
        dsl.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.NEXT_AT, now)
                .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhookId))
                .and(WEBHOOK_DELIVERY.STATE.eq(WAITING))
                .and(WEBHOOK_DELIVERY.NEXT_AT.gt(now))
                .execute();
    }

    /** Sends one again from the start; false when it waits or is not there. */
    public boolean replay(UUID id, Instant now) {
        return replay(WEBHOOK_DELIVERY.ID.eq(id).and(WEBHOOK_DELIVERY.STATE.ne(WAITING)), now) == 1;
    }

    /** Sends all again that were given up since a moment; how many. */
    public int replayDead(UUID webhookId, Instant since, Instant now) {
        return replay(
                WEBHOOK_DELIVERY
                        .WEBHOOK_ID
                        .eq(webhookId)
                        .and(WEBHOOK_DELIVERY.STATE.eq(State.DEAD.name()))
                        .and(WEBHOOK_DELIVERY.QUEUED_AT.ge(since)),
                now);
    }

    private int replay(Condition which, Instant now) {
        return dsl.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, WAITING)
                .set(WEBHOOK_DELIVERY.ATTEMPTS, 0)
                .set(WEBHOOK_DELIVERY.QUEUED_AT, now)
                .set(WEBHOOK_DELIVERY.NEXT_AT, now)
                .where(which)
                .execute();
    }

    /** Removes some of those that were recorded before a moment; how many. */
    public int deleteSome(Instant before) {
        return history.deleteSome(
                WEBHOOK_DELIVERY, WEBHOOK_DELIVERY.ID, WEBHOOK_DELIVERY.QUEUED_AT, before);
    }

    /** One of them. */
    public Optional<WebhookDelivery> byId(UUID id) {
        return dsl.select(FIELDS)
                .from(WEBHOOK_DELIVERY)
                .join(WEBHOOK)
                .on(WEBHOOK.ID.eq(WEBHOOK_DELIVERY.WEBHOOK_ID))
                .where(WEBHOOK_DELIVERY.ID.eq(id))
                .fetchOptional(DeliveryStore::read);
    }

    /** The list pages and the API show. */
    public Listing<WebhookDelivery> listing() {
        return JooqListing.of(dsl, WEBHOOK_DELIVERY, WEBHOOK_DELIVERY.ID, DeliveryStore::read)
                .join(WEBHOOK, WEBHOOK.ID.eq(WEBHOOK_DELIVERY.WEBHOOK_ID))
                .select(FIELDS)
                .ownedBy(WEBHOOK_DELIVERY.ORGANISATION_ID)
                .sortUnique("queuedAt", WEBHOOK_DELIVERY.SEQ)
                .filter("webhookId", Filters.ids(WEBHOOK_DELIVERY.WEBHOOK_ID))
                .filter("eventId", Filters.ids(WEBHOOK_DELIVERY.EVENT_ID))
                .filter("organisationId", Filters.ids(WEBHOOK_DELIVERY.ORGANISATION_ID))
                .filter("kind", Filters.anyOf(WEBHOOK_DELIVERY.KIND))
                .filter("state", Filters.oneOf(WEBHOOK_DELIVERY.STATE, State.class))
                .filter("status", Filters.numbers(WEBHOOK_DELIVERY.STATUS))
                .filter("queuedAfter", Filters.since(WEBHOOK_DELIVERY.QUEUED_AT))
                .filter("queuedBefore", Filters.until(WEBHOOK_DELIVERY.QUEUED_AT))
                .search(word ->
                        WEBHOOK_DELIVERY
                                .SUBJECT
                                .containsIgnoreCase(word)
                                .or(WEBHOOK_DELIVERY.KIND.containsIgnoreCase(word)))
                .countInPart(query -> true)
                .usualOrder("queuedAt", true)
                .build();
    }

    private static WebhookDelivery read(Record row) {
        @Nullable Integer status = row.get(WEBHOOK_DELIVERY.STATUS);
        return new WebhookDelivery(
                row.get(WEBHOOK_DELIVERY.ID),
                row.get(WEBHOOK_DELIVERY.WEBHOOK_ID),
                row.get(WEBHOOK.NAME),
                row.get(WEBHOOK_DELIVERY.ORGANISATION_ID),
                row.get(WEBHOOK_DELIVERY.EVENT_ID),
                row.get(WEBHOOK_DELIVERY.KIND),
                row.get(WEBHOOK_DELIVERY.SUBJECT),
                State.valueOf(row.get(WEBHOOK_DELIVERY.STATE)),
                row.get(WEBHOOK_DELIVERY.QUEUED_AT),
                row.get(WEBHOOK_DELIVERY.ATTEMPTS),
                row.get(WEBHOOK_DELIVERY.NEXT_AT),
                row.get(WEBHOOK_DELIVERY.LAST_AT),
                status,
                row.get(WEBHOOK_DELIVERY.MILLIS),
                row.get(WEBHOOK_DELIVERY.ANSWER),
                row.get(WEBHOOK_DELIVERY.PROBLEM));
    }
}
