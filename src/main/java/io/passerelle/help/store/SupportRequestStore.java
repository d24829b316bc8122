package io.passerelle.help.store;

import static io.passerelle.store.db.Sequences.SUPPORT_REQUEST_NUMBER;
import static io.passerelle.store.db.Tables.SUPPORT_REQUEST;

import io.passerelle.foundation.Listing;
import io.passerelle.help.SupportRequest;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** What people asked of the support. */
@Repository
public class SupportRequestStore {

    private final DSLContext dsl;

    SupportRequestStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The next number; some may be missing, none comes twice. */
    public long number() {
        return dsl.nextval(SUPPORT_REQUEST_NUMBER);
    }

    /** How many a person filed since a moment. */
    public int countOfAccount(UUID account, Instant since) {
        return dsl.fetchCount(
                SUPPORT_REQUEST,
                SUPPORT_REQUEST.ACCOUNT_ID.eq(account).and(SUPPORT_REQUEST.FILED_AT.gt(since)));
    }

    /** How many the people of an organisation filed since a moment. */
    public int countOfOrganisation(UUID organisation, Instant since) {
        return dsl.fetchCount(
                SUPPORT_REQUEST,
                SUPPORT_REQUEST
                        .ORGANISATION_ID
                        .eq(organisation)
                        .and(SUPPORT_REQUEST.FILED_AT.gt(since)));
    }

    /** Adds one. */
    public void insert(SupportRequest request) {
        dsl.insertInto(SUPPORT_REQUEST)
                .set(SUPPORT_REQUEST.ID, request.id())
                .set(SUPPORT_REQUEST.REFERENCE, request.reference())
                .set(SUPPORT_REQUEST.ACCOUNT_ID, request.accountId())
                .set(SUPPORT_REQUEST.ORGANISATION_ID, request.organisationId())
                .set(SUPPORT_REQUEST.LOGIN, request.login())
                .set(SUPPORT_REQUEST.NAME, request.name())
                .set(SUPPORT_REQUEST.EMAIL, request.email())
                .set(SUPPORT_REQUEST.ADDRESS_ID, request.addressId())
                .set(SUPPORT_REQUEST.KIND, request.kind())
                .set(SUPPORT_REQUEST.URGENCY, request.urgency().name())
                .set(SUPPORT_REQUEST.SUBJECT, request.subject())
                .set(SUPPORT_REQUEST.MESSAGE, request.message())
                .set(SUPPORT_REQUEST.CALLBACK, request.callback())
                .set(SUPPORT_REQUEST.CONTEXT, request.context())
                .set(SUPPORT_REQUEST.FILED_AT, request.filedAt())
                .execute();
    }

    /** One of them. */
    public Optional<SupportRequest> byId(UUID id) {
        return dsl.selectFrom(SUPPORT_REQUEST)
                .where(SUPPORT_REQUEST.ID.eq(id))
                .fetchOptional(SupportRequestStore::read);
    }

    /** One of them, nobody else's until the transaction ends. */
    public Optional<SupportRequest> locked(UUID id) {
        return dsl.selectFrom(SUPPORT_REQUEST)
                .where(SUPPORT_REQUEST.ID.eq(id))
                .forUpdate()
                .fetchOptional(SupportRequestStore::read);
    }

    /** Somebody looks into it. */
    public void take(UUID id, String login) {
        dsl.update(SUPPORT_REQUEST)
                .set(SUPPORT_REQUEST.STATE, SupportRequest.State.TAKEN.name())
                .set(SUPPORT_REQUEST.TAKEN_BY, login)
                .where(SUPPORT_REQUEST.ID.eq(id))
                .execute();
    }

    /** It is over. */
    public void close(UUID id, String login, String answer) {
        dsl.update(SUPPORT_REQUEST)
                .set(SUPPORT_REQUEST.STATE, SupportRequest.State.CLOSED.name())
                .set(SUPPORT_REQUEST.CLOSED_AT, Instant.now())
                .set(SUPPORT_REQUEST.CLOSED_BY, login)
                .set(SUPPORT_REQUEST.ANSWER, answer)
                .where(SUPPORT_REQUEST.ID.eq(id))
                .execute();
    }

    /** Forgets what was closed before a moment. */
    public void deleteClosedBefore(Instant moment) {
        dsl.deleteFrom(SUPPORT_REQUEST).where(SUPPORT_REQUEST.CLOSED_AT.lt(moment)).execute();
    }

    /** The list pages and the API show. */
    public Listing<SupportRequest> listing() {
        return JooqListing.of(dsl, SUPPORT_REQUEST, SUPPORT_REQUEST.ID, SupportRequestStore::read)
                .ownedBy(SUPPORT_REQUEST.ORGANISATION_ID)
                .sort("filedAt", SUPPORT_REQUEST.FILED_AT)
                .sort("reference", SUPPORT_REQUEST.REFERENCE)
                .sort("state", SUPPORT_REQUEST.STATE)
                .sort("kind", SUPPORT_REQUEST.KIND)
                .sort("login", SUPPORT_REQUEST.LOGIN)
                .filter("state", Filters.oneOf(SUPPORT_REQUEST.STATE, SupportRequest.State.class))
                .filter(
                        "urgency",
                        Filters.oneOf(SUPPORT_REQUEST.URGENCY, SupportRequest.Urgency.class))
                .filter("accountId", Filters.ids(SUPPORT_REQUEST.ACCOUNT_ID))
                .filter("organisationId", Filters.ids(SUPPORT_REQUEST.ORGANISATION_ID))
                .filter("filedAfter", Filters.since(SUPPORT_REQUEST.FILED_AT))
                .filter("filedBefore", Filters.until(SUPPORT_REQUEST.FILED_AT))
                .search(word ->
                        SUPPORT_REQUEST
                                .SUBJECT
                                .containsIgnoreCase(word)
                                .or(SUPPORT_REQUEST.REFERENCE.containsIgnoreCase(word))
                                .or(SUPPORT_REQUEST.LOGIN.containsIgnoreCase(word)))
                .usualOrder("filedAt", true)
                .build();
    }

    private static SupportRequest read(Record row) {
        return new SupportRequest(
                row.get(SUPPORT_REQUEST.ID),
                row.get(SUPPORT_REQUEST.REFERENCE),
                row.get(SUPPORT_REQUEST.ACCOUNT_ID),
                row.get(SUPPORT_REQUEST.ORGANISATION_ID),
                row.get(SUPPORT_REQUEST.LOGIN),
                row.get(SUPPORT_REQUEST.NAME),
                row.get(SUPPORT_REQUEST.EMAIL),
                row.get(SUPPORT_REQUEST.ADDRESS_ID),
                row.get(SUPPORT_REQUEST.KIND),
                SupportRequest.Urgency.valueOf(row.get(SUPPORT_REQUEST.URGENCY)),
                row.get(SUPPORT_REQUEST.SUBJECT),
                row.get(SUPPORT_REQUEST.MESSAGE),
                row.get(SUPPORT_REQUEST.CALLBACK),
                row.get(SUPPORT_REQUEST.CONTEXT),
                SupportRequest.State.valueOf(row.get(SUPPORT_REQUEST.STATE)),
                row.get(SUPPORT_REQUEST.FILED_AT),
                row.get(SUPPORT_REQUEST.TAKEN_BY),
                row.get(SUPPORT_REQUEST.CLOSED_AT),
                row.get(SUPPORT_REQUEST.CLOSED_BY),
                row.get(SUPPORT_REQUEST.ANSWER));
    }
}
