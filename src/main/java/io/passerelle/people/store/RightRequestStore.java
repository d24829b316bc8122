package io.passerelle.people.store;

import static io.passerelle.store.db.Tables.RIGHT_REQUEST;

import io.passerelle.accounts.Right;
import io.passerelle.foundation.Listing;
import io.passerelle.people.RightRequest;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Rights that were asked for. */
@Repository
public class RightRequestStore {

    private static final int SHOWN_AT_MOST = 50;

    /** Rights of a newer release, which nobody here knows, can be neither shown nor decided. */
    private static final Condition KNOWN =
            RIGHT_REQUEST.NAME.in(Arrays.stream(Right.values()).map(Right::name).toList());

    private final DSLContext dsl;

    RightRequestStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Adds one; at most one of an account and a right is open. */
    public void insert(RightRequest request) {
        dsl.insertInto(RIGHT_REQUEST)
                .set(RIGHT_REQUEST.ID, request.id())
                .set(RIGHT_REQUEST.ACCOUNT_ID, request.accountId())
                .set(RIGHT_REQUEST.ORGANISATION_ID, request.organisationId())
                .set(RIGHT_REQUEST.LOGIN, request.login())
                .set(RIGHT_REQUEST.NAME, request.right().name())
                .set(RIGHT_REQUEST.REASON, request.reason())
                .set(RIGHT_REQUEST.ASKED_AT, request.askedAt())
                .execute();
    }

    /** One of them, nobody else's until the transaction ends: two must not decide. */
    public Optional<RightRequest> locked(UUID id) {
        return dsl.selectFrom(RIGHT_REQUEST)
                .where(RIGHT_REQUEST.ID.eq(id))
                .and(KNOWN)
                .forUpdate()
                .fetchOptional(RightRequestStore::read);
    }

    /** An account's, newest first. */
    public List<RightRequest> ofAccount(UUID accountId) {
        return dsl.selectFrom(RIGHT_REQUEST)
                .where(RIGHT_REQUEST.ACCOUNT_ID.eq(accountId))
                .and(KNOWN)
                .orderBy(RIGHT_REQUEST.ASKED_AT.desc())
                .limit(SHOWN_AT_MOST)
                .fetch(RightRequestStore::read);
    }

    /** Writes down what was decided. */
    public void decide(UUID id, RightRequest.State state, String by, String answer) {
        dsl.update(RIGHT_REQUEST)
                .set(RIGHT_REQUEST.STATE, state.name())
                .set(RIGHT_REQUEST.DECIDED_AT, Instant.now())
                .set(RIGHT_REQUEST.DECIDED_BY, by)
                .set(RIGHT_REQUEST.ANSWER, answer)
                .where(RIGHT_REQUEST.ID.eq(id))
                .execute();
    }

    /** The list pages and the API show. */
    public Listing<RightRequest> listing() {
        return JooqListing.of(dsl, RIGHT_REQUEST, RIGHT_REQUEST.ID, RightRequestStore::read)
                .only(KNOWN)
                .ownedBy(RIGHT_REQUEST.ORGANISATION_ID)
                .sort("askedAt", RIGHT_REQUEST.ASKED_AT)
                .sort("login", RIGHT_REQUEST.LOGIN)
                .sort("state", RIGHT_REQUEST.STATE)
                .filter("id", Filters.ids(RIGHT_REQUEST.ID))
                .filter("state", Filters.oneOf(RIGHT_REQUEST.STATE, RightRequest.State.class))
                .filter("right", Filters.oneOf(RIGHT_REQUEST.NAME, Right.class))
                .filter("organisationId", Filters.ids(RIGHT_REQUEST.ORGANISATION_ID))
                .search(word ->
                        RIGHT_REQUEST
                                .LOGIN
                                .containsIgnoreCase(word)
                                .or(RIGHT_REQUEST.REASON.containsIgnoreCase(word)))
                .usualOrder("askedAt", true)
                .build();
    }

    private static RightRequest read(Record row) {
        return new RightRequest(
                row.get(RIGHT_REQUEST.ID),
                row.get(RIGHT_REQUEST.ACCOUNT_ID),
                row.get(RIGHT_REQUEST.ORGANISATION_ID),
                row.get(RIGHT_REQUEST.LOGIN),
                Right.valueOf(row.get(RIGHT_REQUEST.NAME)),
                row.get(RIGHT_REQUEST.REASON),
                RightRequest.State.valueOf(row.get(RIGHT_REQUEST.STATE)),
                row.get(RIGHT_REQUEST.ASKED_AT),
                row.get(RIGHT_REQUEST.DECIDED_AT),
                row.get(RIGHT_REQUEST.DECIDED_BY),
                row.get(RIGHT_REQUEST.ANSWER));
    }
}
