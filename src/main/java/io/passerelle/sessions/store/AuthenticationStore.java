package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.AUTHENTICATION;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.store.CardWords;
import io.passerelle.store.Filters;
import io.passerelle.store.HistorySort;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Reads attempts to sign on. */
@Repository
public class AuthenticationStore {

    /** Accounting of an unknown card bears the moment it speaks of (Acct-Delay-Time). */
    private static final Duration TOLD_LATE = Duration.ofDays(1);

    private final DSLContext dsl;

    AuthenticationStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** One attempt. */
    public Optional<Authentication> byId(UUID id) {
        return dsl.selectFrom(AUTHENTICATION)
                .where(AUTHENTICATION.ID.eq(id))
                .fetchOptional(AuthenticationStore::row);
    }

    /** The list pages and the API show; attempts of unknown cards are the operator's to see. */
    public Listing<Authentication> listing() {
        return JooqListing.of(dsl, AUTHENTICATION, AUTHENTICATION.ID, AuthenticationStore::row)
                .ownedBy(AUTHENTICATION.ORGANISATION_ID)
                // the id is made when the attempt is met, and has the indexes
                .sort("at", AUTHENTICATION.ID)
                .sort("userName", AUTHENTICATION.USER_NAME)
                .sort("msisdn", AUTHENTICATION.MSISDN)
                .sort("imsi", AUTHENTICATION.IMSI)
                .sort("accessPoint", AUTHENTICATION.ACCESS_POINT)
                .sort("method", AUTHENTICATION.METHOD)
                .sort("accepted", AUTHENTICATION.ACCEPTED)
                .sort("reason", AUTHENTICATION.REASON)
                .sort("address", AUTHENTICATION.ADDRESS)
                .sort("nasAddress", AUTHENTICATION.NAS_ADDRESS)
                .filter("id", Filters.ids(AUTHENTICATION.ID))
                .filter("accepted", Filters.truth(AUTHENTICATION.ACCEPTED))
                .filter("reason", Filters.oneOf(AUTHENTICATION.REASON, AuthenticationReason.class))
                .filter("method", Filters.oneOf(AUTHENTICATION.METHOD, AuthenticationMethod.class))
                .filter("simId", Filters.ids(AUTHENTICATION.SIM_ID))
                .filter("sessionId", Filters.ids(AUTHENTICATION.SESSION_ID))
                .filter("organisationId", Filters.ids(AUTHENTICATION.ORGANISATION_ID))
                .filter("nasId", Filters.ids(AUTHENTICATION.NAS_ID))
                .filter("accessPoint", Filters.anyOf(AUTHENTICATION.ACCESS_POINT))
                .filter("address", Filters.within(AUTHENTICATION.ADDRESS))
                .filter("since", Filters.since(AUTHENTICATION.AT, AUTHENTICATION.ID))
                .filter("until", Filters.until(AUTHENTICATION.AT, AUTHENTICATION.ID, TOLD_LATE))
                .search(this::has)
                .history(
                        new HistorySort(
                                Set.of("since", "until"),
                                Set.of("at"),
                                Set.of("id", "simId"),
                                query -> false))
                .countInPart(query -> true)
                .usualOrder("at", true)
                .build();
    }

    /** Attempts of a card are found by its words, those of unknown ones by what they said. */
    private Condition has(String word) {
        return Addresses.parse(word)
                .map(address ->
                        AUTHENTICATION
                                .ADDRESS
                                .eq(address)
                                .or(AUTHENTICATION.NAS_ADDRESS.eq(address)))
                .orElseGet(() ->
                        CardWords.of(dsl, AUTHENTICATION.SIM_ID, word)
                                .or(
                                        AUTHENTICATION
                                                .SIM_ID
                                                .isNull()
                                                .and(
                                                        AUTHENTICATION
                                                                .MSISDN
                                                                .contains(word)
                                                                .or(
                                                                        AUTHENTICATION.IMSI
                                                                                .contains(word))
                                                                .or(
                                                                        AUTHENTICATION.USER_NAME
                                                                                .containsIgnoreCase(
                                                                                        word)))));
    }

    private static Authentication row(Record row) {
        return new Authentication(
                row.get(AUTHENTICATION.ID),
                row.get(AUTHENTICATION.AT),
                row.get(AUTHENTICATION.NAS_ID),
                row.get(AUTHENTICATION.NAS_ADDRESS),
                row.get(AUTHENTICATION.SIM_ID),
                row.get(AUTHENTICATION.ORGANISATION_ID),
                row.get(AUTHENTICATION.USER_NAME),
                row.get(AUTHENTICATION.MSISDN),
                row.get(AUTHENTICATION.IMSI),
                row.get(AUTHENTICATION.ACCESS_POINT),
                AuthenticationMethod.valueOf(row.get(AUTHENTICATION.METHOD)),
                row.get(AUTHENTICATION.ACCEPTED),
                AuthenticationReason.valueOf(row.get(AUTHENTICATION.REASON)),
                row.get(AUTHENTICATION.ADDRESS),
                row.get(AUTHENTICATION.SESSION_ID),
                row.get(AUTHENTICATION.IMEISV));
    }
}
