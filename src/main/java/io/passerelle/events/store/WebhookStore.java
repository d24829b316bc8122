package io.passerelle.events.store;

import static io.passerelle.store.db.Tables.APPROVED_NETWORK;
import static io.passerelle.store.db.Tables.WEBHOOK;

import io.passerelle.events.Webhook;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Listing;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Rows of web hooks, and how each fares. */
@Repository
public class WebhookStore {

    private final DSLContext dsl;

    WebhookStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The secrets in force, sealed; the newest first. */
    public List<byte[]> secrets(UUID id, Instant now) {
        return dsl.selectFrom(WEBHOOK)
                .where(WEBHOOK.ID.eq(id))
                .fetchOptional(row -> {
                    List<byte[]> secrets = new ArrayList<>(List.of(row.getSecret()));
                    Instant until = row.getPreviousUntil();
                    if (until != null && until.isAfter(now)) {
                        secrets.add(row.getPreviousSecret());
                    }
                    return secrets;
                })
                .orElse(new ArrayList<>());
    }

    /** Who asks for which kind of events: organisations by kind, of enabled web hooks. */
    public Map<String, Set<UUID>> wanted() {
        Map<String, Set<UUID>> wanted = new HashMap<>();
        dsl.selectFrom(WEBHOOK)
                .where(WEBHOOK.ENABLED)
                .forEach(row -> {
                    for (String kind : row.getKinds()) {
                        wanted.computeIfAbsent(kind, k -> new HashSet<>())
                                .add(row.getOrganisationId());
                    }
                });
        return wanted;
    }

    /** The internal networks that the operator approved, by organisation. */
    public Map<UUID, List<Cidr>> approvedNetworks() {
        return dsl.selectFrom(APPROVED_NETWORK)
                .fetchGroups(APPROVED_NETWORK.ORGANISATION_ID, APPROVED_NETWORK.NETWORK);
    }

    /** How many an organisation has. */
    public int count(UUID organisationId) {
        return dsl.fetchCount(WEBHOOK, WEBHOOK.ORGANISATION_ID.eq(organisationId));
    }

    /** Adds one. */
    public void insert(Webhook webhook, byte[] secret) {
        dsl.insertInto(WEBHOOK)
                .set(WEBHOOK.ID, webhook.id())
                .set(WEBHOOK.ORGANISATION_ID, webhook.organisationId())
                .set(WEBHOOK.NAME, webhook.name())
                .set(WEBHOOK.URL, webhook.url())
                .set(WEBHOOK.KINDS, webhook.kinds().toArray(String[]::new))
                .set(WEBHOOK.ENABLED, webhook.enabled())
                .set(WEBHOOK.SECRET, secret)
                .set(WEBHOOK.CREATED_AT, webhook.createdAt())
                .set(WEBHOOK.CREATED_BY, webhook.createdBy())
                .execute();
    }

    /**
     * Changes one; false when the version is no longer the one given. A new address starts anew.
     */
    public boolean update(Webhook webhook, boolean moved) {
        var update =
                dsl.update(WEBHOOK)
                        .set(WEBHOOK.NAME, webhook.name())
                        .set(WEBHOOK.URL, webhook.url())
                        .set(WEBHOOK.KINDS, webhook.kinds().toArray(String[]::new))
                        .set(WEBHOOK.ENABLED, webhook.enabled())
                        .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1));
        if (moved) {
            update =
                    update.setNull(WEBHOOK.PAUSED_AT)
                            .set(WEBHOOK.PAUSED_REASON, "")
                            .set(WEBHOOK.FAILURES, 0)
                            .setNull(WEBHOOK.FAILING_SINCE)
                            .set(WEBHOOK.RETRY_AT, Instant.EPOCH);
        }
        return update.where(WEBHOOK.ID.eq(webhook.id()))
                        .and(WEBHOOK.VERSION.eq(webhook.version()))
                        .execute()
                == 1;
    }

    /** Gives it another secret; the present one signs as well until a moment. */
    public void secret(UUID id, byte[] sealed, Instant presentUntil) {
        dsl.update(WEBHOOK)
                .set(WEBHOOK.PREVIOUS_SECRET, WEBHOOK.SECRET)
                .set(WEBHOOK.PREVIOUS_UNTIL, presentUntil)
                .set(WEBHOOK.SECRET, sealed)
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                .where(WEBHOOK.ID.eq(id))
                .execute();
    }

    /** Removes one with its deliveries. */
    public void delete(UUID id) {
        dsl.deleteFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).execute();
    }

    /** It is tried again at once, whatever was before. */
    public void resume(UUID id) {
        dsl.update(WEBHOOK)
                .setNull(WEBHOOK.PAUSED_AT)
                .set(WEBHOOK.PAUSED_REASON, "")
                .set(WEBHOOK.RETRY_AT, Instant.EPOCH)
                .where(WEBHOOK.ID.eq(id))
                .execute();
    }

    /**
     * The target took something.
     *
     * @param outage how long it takes nothing before it is away
     * @return whether it was away
     */
    public boolean succeeded(UUID id, Instant now, Duration outage) {
        if (works(id, now, WEBHOOK.FAILING_SINCE.le(now.minus(outage)))) {
            return true;
        }
        works(
                id,
                now,
                WEBHOOK.FAILURES
                        .gt(0)
                        .or(WEBHOOK.SUCCEEDED_AT.isNull())
                        .or(WEBHOOK.SUCCEEDED_AT.lt(now.minusSeconds(10)))); // a row written less
        return false;
    }

    private boolean works(UUID id, Instant now, Condition when) {
        return dsl.update(WEBHOOK)
                        .set(WEBHOOK.FAILURES, 0)
                        .setNull(WEBHOOK.FAILING_SINCE)
                        .set(WEBHOOK.RETRY_AT, Instant.EPOCH)
                        .set(WEBHOOK.SUCCEEDED_AT, now)
                        .where(WEBHOOK.ID.eq(id))
                        .and(when)
                        .execute()
                == 1;
    }

    /** The target did not take something; the failures since it last did. */
    public int failed(UUID id, Instant now) {
        Integer failures =
                dsl.update(WEBHOOK)
                        .set(WEBHOOK.FAILURES, WEBHOOK.FAILURES.plus(1))
                        .set(
                                WEBHOOK.FAILING_SINCE,
                                org.jooq.impl.DSL.coalesce(
                                        WEBHOOK.FAILING_SINCE,
                                        org.jooq.impl.DSL.val(now, WEBHOOK.FAILING_SINCE)))
                        .where(WEBHOOK.ID.eq(id))
                        .returning(WEBHOOK.FAILURES)
                        .fetchOne(WEBHOOK.FAILURES);
        return failures == null ? 0 : failures;
    }

    /** The target is asked no sooner than that. */
    public void rest(UUID id, Instant until) {
        dsl.update(WEBHOOK).set(WEBHOOK.RETRY_AT, until).where(WEBHOOK.ID.eq(id)).execute();
    }

    /** Nothing more is sent until somebody resumes it; false when it was so before. */
    public boolean pause(UUID id, Instant now, String reason) {
        return dsl.update(WEBHOOK)
                        .set(WEBHOOK.PAUSED_AT, now)
                        .set(WEBHOOK.PAUSED_REASON, reason)
                        .where(WEBHOOK.ID.eq(id))
                        .and(WEBHOOK.PAUSED_AT.isNull())
                        .execute()
                == 1;
    }

    /** One of them. */
    public Optional<Webhook> byId(UUID id) {
        return dsl.selectFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).fetchOptional(WebhookStore::read);
    }

    /** The list pages and the API show. */
    public Listing<Webhook> listing() {
        return JooqListing.of(dsl, WEBHOOK, WEBHOOK.ID, WebhookStore::read)
                .ownedBy(WEBHOOK.ORGANISATION_ID)
                .sort("name", WEBHOOK.NAME)
                .sort("url", WEBHOOK.URL)
                .sort("succeededAt", WEBHOOK.SUCCEEDED_AT)
                .sort("createdAt", WEBHOOK.CREATED_AT)
                .filter("id", Filters.ids(WEBHOOK.ID))
                .filter("organisationId", Filters.ids(WEBHOOK.ORGANISATION_ID))
                .filter("enabled", Filters.truth(WEBHOOK.ENABLED))
                .search(word ->
                        WEBHOOK.NAME
                                .containsIgnoreCase(word)
                                .or(WEBHOOK.URL.containsIgnoreCase(word)))
                .usualOrder("name", false)
                .build();
    }

    private static Webhook read(Record row) {
        return new Webhook(
                row.get(WEBHOOK.ID),
                row.get(WEBHOOK.ORGANISATION_ID),
                row.get(WEBHOOK.NAME),
                row.get(WEBHOOK.URL),
                Arrays.asList(row.get(WEBHOOK.KINDS)),
                row.get(WEBHOOK.ENABLED),
                row.get(WEBHOOK.CREATED_AT),
                row.get(WEBHOOK.CREATED_BY),
                row.get(WEBHOOK.VERSION),
                row.get(WEBHOOK.PAUSED_AT),
                row.get(WEBHOOK.PAUSED_REASON),
                row.get(WEBHOOK.FAILURES),
                row.get(WEBHOOK.FAILING_SINCE),
                row.get(WEBHOOK.SUCCEEDED_AT));
    }
}
