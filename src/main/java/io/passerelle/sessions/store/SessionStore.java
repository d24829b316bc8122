package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.NAS;
import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.Usage;
import io.passerelle.store.BinaryReader;
import io.passerelle.store.CardWords;
import io.passerelle.store.Filters;
import io.passerelle.store.HistorySort;
import io.passerelle.store.JooqListing;
import io.passerelle.store.OneCopy;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads sessions. */
@Repository
public class SessionStore {

    private static final Table<?> FROM =
            SESSION.leftJoin(SIM)
                    .on(SIM.ID.eq(SESSION.SIM_ID))
                    .leftJoin(NAS)
                    .on(NAS.ID.eq(SESSION.NAS_ID));

    private static final List<SelectFieldOrAsterisk> FIELDS = fields();

    /** In the order {@link #recorded} reads them. */
    private static final List<Field<?>> RECORDED =
            List.of(
                    SESSION.ID,
                    SESSION.SIM_ID,
                    SESSION.ORGANISATION_ID,
                    SESSION.NAS_ID,
                    SESSION.NAS_ADDRESS,
                    SESSION.ACCT_SESSION_ID,
                    SESSION.ACCESS_POINT,
                    SESSION.ADDRESS,
                    SESSION.MSISDN,
                    SESSION.IMSI,
                    SESSION.IMEISV,
                    SESSION.RADIO,
                    SESSION.VISITED_NETWORK,
                    SESSION.STARTED_AT,
                    SESSION.INTERIM_SECONDS,
                    SESSION.OCTETS_IN,
                    SESSION.OCTETS_OUT,
                    SESSION.PACKETS_IN,
                    SESSION.PACKETS_OUT,
                    SESSION.LAST_AT,
                    SESSION.ENDED_AT,
                    SESSION.END_REASON,
                    SESSION.TERMINATE_CAUSE);

    /** All sessions of a slow disk in one statement take longer than the keepers' batches may. */
    private static final String PATIENCE = "set local statement_timeout = '5min'";

    private final DSLContext dsl;

    SessionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static List<SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(SESSION.fields()));
        fields.addAll(List.of(SIM.ICCID, SIM.LABEL, NAS.NAME));
        return List.copyOf(fields);
    }

    /** Every open session, and those that ended since a moment, newest first, a bounded number. */
    public List<SessionRecord> openAndEndedSince(Instant since, int endedAtMost) {
        List<SessionRecord> all = new ArrayList<>();
        openAndEndedSince(since, endedAtMost, all::addAll);
        return all;
    }

    /**
     * The same, handed on while they are read: those that ended first, all of one moment.
     *
     * @param taker takes some at a time, in a list that is nobody else's
     */
    public void openAndEndedSince(
            Instant since, int endedAtMost, Consumer<List<SessionRecord>> taker) {
        var ended =
                DSL.select(RECORDED)
                        .from(SESSION)
                        .where(SESSION.ENDED_AT.ge(since))
                        .orderBy(SESSION.ENDED_AT.desc())
                        .limit(endedAtMost);
        var open = DSL.select(RECORDED).from(SESSION).where(SESSION.ENDED_AT.isNull());
        var together = new Together(taker);
        dsl.transaction(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute("set transaction isolation level repeatable read read only");
            tx.execute(PATIENCE);
            BinaryReader.each(tx, ended, together);
            BinaryReader.each(tx, open, together);
        });
        together.end();
    }

    /** Hands sessions on together: whoever takes them has a lock for it. */
    private static final class Together implements BinaryReader.RowReader {

        private static final int AT_ONCE = 500;

        private final Consumer<List<SessionRecord>> taker;
        private final OneCopy once = new OneCopy();
        private List<SessionRecord> some = new ArrayList<>(AT_ONCE);

        Together(Consumer<List<SessionRecord>> taker) {
            this.taker = taker;
        }

        @Override
        public void row(BinaryReader row) {
            some.add(recorded(row, once));
            if (some.size() == AT_ONCE) {
                end();
            }
        }

        void end() {
            List<SessionRecord> full = some;
            some = new ArrayList<>(AT_ONCE);
            taker.accept(full);
        }
    }

    /** One session. */
    public Optional<Session> byId(UUID id) {
        return dsl.select(FIELDS)
                .from(FROM)
                .where(SESSION.ID.eq(id))
                .fetchOptional(SessionStore::row);
    }

    /** The list pages and the API show. */
    public Listing<Session> listing() {
        return JooqListing.of(dsl, SESSION, SESSION.ID, SessionStore::row)
                .join(SIM, SIM.ID.eq(SESSION.SIM_ID))
                .join(NAS, NAS.ID.eq(SESSION.NAS_ID))
                .select(FIELDS)
                .ownedBy(SESSION.ORGANISATION_ID)
                .sort("startedAt", SESSION.STARTED_AT)
                .sort("lastAt", SESSION.LAST_AT)
                .sort("endedAt", SESSION.ENDED_AT)
                .sort("iccid", SIM.ICCID)
                .sort("label", SIM.LABEL)
                .sortInstead("label", SessionStore::areOpen, SESSION.LABEL)
                .sort("msisdn", SESSION.MSISDN)
                .sort("imsi", SESSION.IMSI)
                .sort("address", SESSION.ADDRESS)
                .sort("nasName", NAS.NAME)
                .sort("accessPoint", SESSION.ACCESS_POINT)
                .sort("radio", SESSION.RADIO)
                .sort("visitedNetwork", SESSION.VISITED_NETWORK)
                .sort("endReason", SESSION.END_REASON)
                .sort("octetsIn", SESSION.OCTETS_IN)
                .sort("octetsOut", SESSION.OCTETS_OUT)
                .filter("id", Filters.ids(SESSION.ID))
                .filter("open", Filters.truth(SESSION.ENDED_AT.isNull()))
                .filter("simId", Filters.ids(SESSION.SIM_ID))
                .filter("groupId", Filters.ids(SIM.GROUP_ID), SIM)
                .filter("organisationId", Filters.ids(SESSION.ORGANISATION_ID))
                .filter("nasId", Filters.ids(SESSION.NAS_ID))
                .filter("address", Filters.within(SESSION.ADDRESS))
                .filter("accessPoint", Filters.anyOf(SESSION.ACCESS_POINT))
                .filter("endReason", Filters.oneOf(SESSION.END_REASON, SessionEndReason.class))
                .filter("since", Filters.since(SESSION.STARTED_AT))
                .filter("until", Filters.until(SESSION.STARTED_AT))
                .search(this::has)
                // how many are open is what people want to know
                .countInPart(query -> !query.search().isEmpty() || !areOpen(query))
                .history(
                        new HistorySort(
                                Set.of(),
                                Set.of("startedAt"),
                                Set.of("id", "simId"),
                                query -> areOpen(query)))
                .usualOrder("startedAt", true)
                .build();
    }

    private static boolean areOpen(ListQuery query) {
        return query.filters().getOrDefault("open", List.of()).equals(List.of("true"));
    }

    /** By the words of the card, or the server's own name of the session. */
    private Condition has(String word) {
        return Addresses.parse(word)
                .map(SESSION.ADDRESS::eq)
                .orElseGet(() -> CardWords.of(dsl, SESSION.SIM_ID, word).or(acctSessionId(word)));
    }

    /** Servers write it in hexadecimal, in either case; the index is by server. */
    private static Condition acctSessionId(String word) {
        return SESSION.ACCT_SESSION_ID
                .in(word, word.toUpperCase(Locale.ROOT), word.toLowerCase(Locale.ROOT))
                .and(SESSION.NAS_ID.in(DSL.select(NAS.ID).from(NAS)));
    }

    static SessionRecord record(Record row) {
        var facts =
                new SessionFacts(
                        row.get(SESSION.ID),
                        row.get(SESSION.SIM_ID),
                        row.get(SESSION.ORGANISATION_ID),
                        row.get(SESSION.NAS_ID),
                        row.get(SESSION.NAS_ADDRESS),
                        row.get(SESSION.ACCT_SESSION_ID),
                        row.get(SESSION.ACCESS_POINT),
                        row.get(SESSION.ADDRESS),
                        row.get(SESSION.MSISDN),
                        row.get(SESSION.IMSI),
                        row.get(SESSION.IMEISV),
                        row.get(SESSION.RADIO),
                        row.get(SESSION.VISITED_NETWORK),
                        row.get(SESSION.STARTED_AT),
                        row.get(SESSION.INTERIM_SECONDS));
        var usage =
                new Usage(
                        row.get(SESSION.OCTETS_IN),
                        row.get(SESSION.OCTETS_OUT),
                        row.get(SESSION.PACKETS_IN),
                        row.get(SESSION.PACKETS_OUT));
        return new SessionRecord(
                facts,
                usage,
                row.get(SESSION.LAST_AT),
                row.get(SESSION.ENDED_AT),
                reason(row.get(SESSION.END_REASON)),
                orEmpty(row.get(SESSION.TERMINATE_CAUSE)));
    }

    private static SessionRecord recorded(BinaryReader row, OneCopy once) {
        var facts =
                new SessionFacts(
                        row.uuid(),
                        row.uuid(),
                        once.of(row.uuid()),
                        once.of(row.uuid()),
                        same(row.inetOrNull(), once),
                        row.text(),
                        once.of(row.text()),
                        row.inetOrNull(),
                        row.text(),
                        row.text(),
                        row.text(),
                        once.of(row.text()),
                        once.of(row.text()),
                        row.instant(),
                        row.int4());
        var usage = new Usage(row.int8(), row.int8(), row.int8(), row.int8());
        return new SessionRecord(
                facts,
                usage,
                row.instant(),
                row.instantOrNull(),
                row.textOrNull(SessionEndReason::valueOf),
                orEmpty(row.textOrNull()));
    }

    private static @Nullable InetAddress same(@Nullable InetAddress address, OneCopy once) {
        return address == null ? null : once.of(address);
    }

    private static Session row(Record row) {
        return new Session(
                row.get(SESSION.ID),
                row.get(SESSION.SIM_ID),
                row.get(SIM.ICCID),
                row.get(SIM.LABEL),
                row.get(SESSION.ORGANISATION_ID),
                row.get(SESSION.NAS_ID),
                row.get(NAS.NAME),
                row.get(SESSION.NAS_ADDRESS),
                row.get(SESSION.ACCT_SESSION_ID),
                row.get(SESSION.ACCESS_POINT),
                row.get(SESSION.ADDRESS),
                row.get(SESSION.MSISDN),
                row.get(SESSION.IMSI),
                row.get(SESSION.IMEISV),
                row.get(SESSION.RADIO),
                row.get(SESSION.VISITED_NETWORK),
                row.get(SESSION.STARTED_AT),
                row.get(SESSION.LAST_AT),
                row.get(SESSION.ENDED_AT),
                reason(row.get(SESSION.END_REASON)),
                orEmpty(row.get(SESSION.TERMINATE_CAUSE)),
                row.get(SESSION.OCTETS_IN),
                row.get(SESSION.OCTETS_OUT),
                row.get(SESSION.PACKETS_IN),
                row.get(SESSION.PACKETS_OUT));
    }

    private static @Nullable SessionEndReason reason(@Nullable String name) {
        return name == null ? null : SessionEndReason.valueOf(name);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
