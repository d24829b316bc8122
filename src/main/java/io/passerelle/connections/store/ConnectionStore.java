package io.passerelle.connections.store;

import static io.passerelle.store.db.Tables.CONNECTION;
import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.connections.Attempt;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.store.BinaryRows;
import io.passerelle.store.CardWords;
import io.passerelle.store.Filters;
import io.passerelle.store.HistorySort;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Records of connections. */
@Repository
public class ConnectionStore {

    /** A row has 24 values, and PostgreSQL takes 65,535 a statement. */
    private static final int ROWS_AT_ONCE = 500;

    /** What a row takes on its way, roughly; a few attempts more do not matter. */
    private static final int ROW_BYTES = 512;

    private static final String UNIQUE_VIOLATION = "23505";

    /** In the order {@link #copied} writes them. */
    private static final List<Field<?>> COPIED =
            List.of(
                    CONNECTION.ID,
                    CONNECTION.OPENED_AT,
                    CONNECTION.ENDED_AT,
                    CONNECTION.KIND,
                    CONNECTION.NODE,
                    CONNECTION.ORGANISATION_ID,
                    CONNECTION.SIM_ID,
                    CONNECTION.ICCID,
                    CONNECTION.GROUP_ID,
                    CONNECTION.SESSION_ID,
                    CONNECTION.ROUTE_ID,
                    CONNECTION.SOURCE_ADDRESS,
                    CONNECTION.SOURCE_PORT,
                    CONNECTION.INPUT_PORT,
                    CONNECTION.DESTINATION,
                    CONNECTION.DESTINATION_ADDRESS,
                    CONNECTION.DESTINATION_PORT,
                    CONNECTION.PATH,
                    CONNECTION.CONNECT_MILLIS,
                    CONNECTION.BYTES_UP,
                    CONNECTION.BYTES_DOWN,
                    CONNECTION.END_REASON,
                    CONNECTION.LINK,
                    CONNECTION.TIMES);

    /** The others' traits are found where they may be: V014__connection_traits.sql. */
    private static final HistorySort HISTORY =
            new HistorySort(
                    Set.of("since", "until"),
                    Set.of("openedAt"),
                    Set.of("id", "simId", "iccid", "sessionId"),
                    query -> false,
                    ConnectionStore::isByAddress);

    private final DSLContext dsl;
    private final JsonMapper json;
    private final KnownDestinations destinations;

    ConnectionStore(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.destinations = new KnownDestinations(dsl);
        this.json = json;
    }

    /**
     * Adds records in one transaction; one that is there already stays as it is. That happens after
     * a crash only, so they are copied, and inserted one after the other in that case alone.
     */
    public void insert(List<ConnectionRecord> records) {
        destinations.note(records);
        BinaryRows rows = new BinaryRows(records.size() * ROW_BYTES);
        records.forEach(record -> copied(record, rows));
        try {
            dsl.connection(connection -> rows.copy(connection, CONNECTION, COPIED));
        } catch (DataAccessException refused) {
            if (!UNIQUE_VIOLATION.equals(refused.sqlState())) {
                throw refused;
            }
            insertNew(records);
        }
    }

    private void insertNew(List<ConnectionRecord> records) {
        dsl.transaction(transaction -> {
            DSLContext within = transaction.dsl();
            for (int from = 0; from < records.size(); from += ROWS_AT_ONCE) {
                int to = Math.min(records.size(), from + ROWS_AT_ONCE);
                within.insertInto(CONNECTION)
                        .columns(CONNECTION.fields())
                        .valuesOfRecords(records.subList(from, to).stream().map(this::row).toList())
                        .onConflictDoNothing()
                        .execute();
            }
        });
    }

    /** One record. */
    public Optional<ConnectionRecord> byId(UUID id) {
        return dsl.selectFrom(CONNECTION).where(CONNECTION.ID.eq(id)).fetchOptional(this::read);
    }

    /** The list pages and the API show. */
    public Listing<ConnectionRecord> listing() {
        return JooqListing.of(dsl, CONNECTION, CONNECTION.ID, this::read)
                .ownedBy(CONNECTION.ORGANISATION_ID)
                // the id is made at accept and sorts by time, with an index for each owner
                .sort("openedAt", CONNECTION.ID)
                .sort("endedAt", CONNECTION.ENDED_AT)
                .sort("iccid", CONNECTION.ICCID)
                .sort("inputPort", CONNECTION.INPUT_PORT)
                .sort("sourceAddress", CONNECTION.SOURCE_ADDRESS)
                .sort("destination", CONNECTION.DESTINATION)
                .sort("connectMillis", CONNECTION.CONNECT_MILLIS)
                .sort("bytesUp", CONNECTION.BYTES_UP)
                .sort("bytesDown", CONNECTION.BYTES_DOWN)
                .sort("endReason", CONNECTION.END_REASON)
                .filter("id", Filters.ids(CONNECTION.ID))
                .filter("organisationId", Filters.ids(CONNECTION.ORGANISATION_ID))
                .filter("simId", Filters.ids(CONNECTION.SIM_ID))
                .filter("groupId", Filters.ids(CONNECTION.GROUP_ID))
                .filter("routeId", Filters.ids(CONNECTION.ROUTE_ID))
                .filter("sessionId", ConnectionStore::ofSessions)
                .filter("iccid", ConnectionStore::ofCards)
                .filter("kind", Filters.anyOf(CONNECTION.KIND))
                .filter("node", Filters.anyOf(CONNECTION.NODE))
                .filter("link", Filters.anyOf(CONNECTION.LINK))
                .filter("inputPort", Filters.numbers(CONNECTION.INPUT_PORT))
                .filterSeen(
                        "destination",
                        (visible, key, values) ->
                                DSL.or(
                                        values.stream()
                                                .map(text -> destinations.containing(visible, text))
                                                .toList()))
                .filter("sourceAddress", Filters.within(CONNECTION.SOURCE_ADDRESS))
                .filterSeen("destinationAddress", this::ledTo)
                .filter("endReason", ConnectionStore::endReasons)
                .filter("refused", Filters.truth(CONNECTION.END_REASON.in(refusals())))
                .filter("since", Filters.since(CONNECTION.OPENED_AT, CONNECTION.ID))
                .filter(
                        "until",
                        Filters.until(CONNECTION.OPENED_AT, CONNECTION.ID, Duration.ofMinutes(1)))
                .searchSeen(this::found)
                .history(HISTORY)
                .countInPart(query -> true)
                .usualOrder("openedAt", true)
                .build();
    }

    /** To single addresses by way of their owners' traits; to networks in the order of time. */
    private Condition ledTo(Visible visible, String key, List<String> values) {
        return DSL.or(
                values.stream()
                        .map(value ->
                                Addresses.parse(value)
                                        .map(address -> destinations.at(visible, address))
                                        .orElseGet(() ->
                                                Filters.within(CONNECTION.DESTINATION_ADDRESS)
                                                        .on(key, List.of(value))))
                        .toList());
    }

    /** By way of the card, which has an index. */
    private static Condition ofSessions(String key, List<String> values) {
        return Filters.ids(CONNECTION.SESSION_ID)
                .on(key, values)
                .and(
                        CONNECTION.SIM_ID.in(
                                DSL.select(SESSION.SIM_ID)
                                        .from(SESSION)
                                        .where(Filters.ids(SESSION.ID).on(key, values))));
    }

    private static Condition ofCards(String key, List<String> values) {
        return CONNECTION.SIM_ID.in(
                DSL.select(SIM.ID).from(SIM).where(Filters.anyOf(SIM.ICCID).on(key, values)));
    }

    private static Condition endReasons(String key, List<String> values) {
        return CONNECTION.END_REASON.in(
                values.stream()
                        .map(value ->
                                EndReason.ofKey(value)
                                        .orElseThrow(
                                                () -> Refused.field(key, "filter.value", value))
                                        .key())
                        .toList());
    }

    /**
     * Whether a terminal's address is looked for, or any by its words: few connections have it. A
     * destination's alone may be that of nearly all, and is found sooner among its owner's.
     */
    private static boolean isByAddress(ListQuery query) {
        return query.filters().getOrDefault("sourceAddress", List.of()).stream()
                        .anyMatch(value -> Addresses.parse(value).isPresent())
                || Stream.of(query.search().split("\\s+", 10))
                        .anyMatch(word -> Addresses.parse(word).isPresent());
    }

    private static List<String> refusals() {
        return Arrays.stream(EndReason.values())
                .filter(EndReason::isRefusal)
                .map(EndReason::key)
                .toList();
    }

    /** Digits alone are part of a number of the card; other words may be a destination's, too. */
    private Condition found(Visible visible, String word) {
        return Addresses.parse(word)
                .map(address ->
                        either(
                                either(
                                        CONNECTION.SOURCE_ADDRESS.eq(address),
                                        destinations.at(visible, address)),
                                destinations.named(visible, word)))
                .orElseGet(() -> {
                    Condition card = CardWords.of(dsl, CONNECTION.SIM_ID, word);
                    return word.chars().allMatch(Character::isDigit)
                            ? card
                            : either(card, destinations.containing(visible, word));
                });
    }

    /** What no row meets is left out, so that a list that finds nothing knows it. */
    private static Condition either(Condition one, Condition other) {
        Condition none = DSL.falseCondition();
        return one.equals(none) ? other : other.equals(none) ? one : one.or(other);
    }

    private void copied(ConnectionRecord record, BinaryRows rows) {
        rows.row(COPIED.size())
                .uuid(record.id())
                .instant(record.openedAt())
                .instant(record.endedAt())
                .text(record.kind())
                .text(record.node())
                .uuid(record.organisationId())
                .uuid(record.simId())
                .text(record.iccid())
                .uuid(record.groupId())
                .uuid(record.sessionId())
                .uuid(record.routeId())
                .inet(record.sourceAddress())
                .int4(record.sourcePort())
                .int4(record.inputPort())
                .text(record.destination())
                .inet(record.destinationAddress())
                .int4(record.destinationPort())
                .jsonb(json.writeValueAsBytes(record.path()))
                .int4(record.connectMillis())
                .int8(record.bytesUp())
                .int8(record.bytesDown())
                .text(record.endReason().key())
                .text(record.link())
                .int4(record.times());
    }

    private Record row(ConnectionRecord record) {
        Record row = dsl.newRecord(CONNECTION);
        row.set(CONNECTION.ID, record.id());
        row.set(CONNECTION.OPENED_AT, record.openedAt());
        row.set(CONNECTION.ENDED_AT, record.endedAt());
        row.set(CONNECTION.KIND, record.kind());
        row.set(CONNECTION.NODE, record.node());
        row.set(CONNECTION.ORGANISATION_ID, record.organisationId());
        row.set(CONNECTION.SIM_ID, record.simId());
        row.set(CONNECTION.ICCID, record.iccid());
        row.set(CONNECTION.GROUP_ID, record.groupId());
        row.set(CONNECTION.SESSION_ID, record.sessionId());
        row.set(CONNECTION.ROUTE_ID, record.routeId());
        row.set(CONNECTION.SOURCE_ADDRESS, record.sourceAddress());
        row.set(CONNECTION.SOURCE_PORT, record.sourcePort());
        row.set(CONNECTION.INPUT_PORT, record.inputPort());
        row.set(CONNECTION.DESTINATION, record.destination());
        row.set(CONNECTION.DESTINATION_ADDRESS, record.destinationAddress());
        row.set(CONNECTION.DESTINATION_PORT, record.destinationPort());
        row.set(CONNECTION.PATH, JSONB.valueOf(json.writeValueAsString(record.path())));
        row.set(CONNECTION.CONNECT_MILLIS, record.connectMillis());
        row.set(CONNECTION.BYTES_UP, record.bytesUp());
        row.set(CONNECTION.BYTES_DOWN, record.bytesDown());
        row.set(CONNECTION.END_REASON, record.endReason().key());
        row.set(CONNECTION.LINK, record.link());
        row.set(CONNECTION.TIMES, record.times());
        return row;
    }

    private ConnectionRecord read(Record row) {
        String path = row.get(CONNECTION.PATH).data();
        return new ConnectionRecord(
                row.get(CONNECTION.ID),
                row.get(CONNECTION.OPENED_AT),
                row.get(CONNECTION.ENDED_AT),
                row.get(CONNECTION.KIND),
                row.get(CONNECTION.NODE),
                row.get(CONNECTION.ORGANISATION_ID),
                row.get(CONNECTION.SIM_ID),
                row.get(CONNECTION.ICCID),
                row.get(CONNECTION.GROUP_ID),
                row.get(CONNECTION.SESSION_ID),
                row.get(CONNECTION.ROUTE_ID),
                row.get(CONNECTION.SOURCE_ADDRESS),
                row.get(CONNECTION.SOURCE_PORT),
                row.get(CONNECTION.INPUT_PORT),
                row.get(CONNECTION.DESTINATION),
                row.get(CONNECTION.DESTINATION_ADDRESS),
                row.get(CONNECTION.DESTINATION_PORT),
                List.of(json.readValue(path, Attempt[].class)),
                row.get(CONNECTION.CONNECT_MILLIS),
                row.get(CONNECTION.BYTES_UP),
                row.get(CONNECTION.BYTES_DOWN),
                EndReason.ofKey(row.get(CONNECTION.END_REASON)).orElse(EndReason.FAULT),
                row.get(CONNECTION.LINK),
                row.get(CONNECTION.TIMES));
    }
}
