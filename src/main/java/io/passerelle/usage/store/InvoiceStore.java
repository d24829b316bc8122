package io.passerelle.usage.store;

import static io.passerelle.store.db.Tables.INVOICE_RECORD;
import static io.passerelle.store.db.Tables.INVOICE_SUM;
import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.store.CardWords;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import io.passerelle.store.ListGate;
import io.passerelle.usage.Amount;
import io.passerelle.usage.CardAmount;
import io.passerelle.usage.InvoiceRecord;
import io.passerelle.usage.PeriodSum;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The mobile operators' invoice records, and their sums. */
@Repository
public class InvoiceStore {

    private static final int DAY_LENGTH = "2026-10-31".length();
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private static final Table<?> WITH_CARDS =
            INVOICE_RECORD.join(SIM).on(SIM.ID.eq(INVOICE_RECORD.SIM_ID));

    /**
     * What a part of a period carried of what all of it did. Most periods are whole, and the rest
     * fits eight bytes: arithmetic of any length costs several times as much, record by record.
     */
    private static final String SHARE =
            """
            case when counted = days then {octets}
                when {octets} < 10000000000000000
                    then {octets} * (passed + counted) / days - {octets} * passed / days
                else (div({octets}::numeric * (passed + counted), days)
                    - div({octets}::numeric * passed, days))::bigint end
            """;

    /** A day's share is rounded as charts round it: up to a day less up to the day before. */
    private static final String TOP =
            """
            select sim.id, sim.iccid, sim.label, sim.organisation_id, sim.group_id, x.octets_up, x.octets_down
            from (select sim_id, sum({up})::bigint as octets_up, sum({down})::bigint as octets_down
                from (select r.sim_id, r.octets_up, r.octets_down, r.period_to - r.period_from + 1 as days,
                        greatest(?::date, r.period_from) - r.period_from as passed,
                        least(?::date, r.period_to) - greatest(?::date, r.period_from) + 1 as counted
                    from invoice_record r where r.period_to >= ?::date and r.period_from <= ?::date {whose}) part
                group by sim_id) x
            join sim on sim.id = x.sim_id {now}
            where x.octets_up + x.octets_down > 0
            order by x.octets_up + x.octets_down desc, sim.iccid
            limit ?
            """
                    .replace("{up}", SHARE.replace("{octets}", "octets_up"))
                    .replace("{down}", SHARE.replace("{octets}", "octets_down"));

    private final DSLContext dsl;

    private final ListGate gate;

    InvoiceStore(DSLContext dsl) {
        this.dsl = dsl;
        this.gate = ListGate.of(dsl);
    }

    /** The list pages and the API show. */
    public Listing<InvoiceRecord> listing() {
        return JooqListing.of(dsl, INVOICE_RECORD, INVOICE_RECORD.ID, InvoiceStore::read)
                .join(SIM, SIM.ID.eq(INVOICE_RECORD.SIM_ID))
                .ownedBy(INVOICE_RECORD.ORGANISATION_ID)
                .sort("from", INVOICE_RECORD.PERIOD_FROM)
                .sort("to", INVOICE_RECORD.PERIOD_TO)
                .sort("iccid", SIM.ICCID)
                .sort("octetsUp", INVOICE_RECORD.OCTETS_UP)
                .sort("octetsDown", INVOICE_RECORD.OCTETS_DOWN)
                .sort("octets", INVOICE_RECORD.OCTETS)
                .sort("loadedAt", INVOICE_RECORD.LOADED_AT)
                .filter("id", Filters.ids(INVOICE_RECORD.ID))
                .filter("simId", Filters.ids(INVOICE_RECORD.SIM_ID))
                .filter("organisationId", Filters.ids(INVOICE_RECORD.ORGANISATION_ID))
                .filter("groupId", Filters.ids(INVOICE_RECORD.GROUP_ID))
                .filter("iccid", Filters.anyOf(SIM.ICCID), SIM)
                .filter(
                        "periodAfter",
                        (key, values) -> INVOICE_RECORD.PERIOD_TO.ge(day(key, values)))
                .filter(
                        "periodBefore",
                        (key, values) -> INVOICE_RECORD.PERIOD_FROM.lt(day(key, values)))
                .search(word ->
                        CardWords.of(dsl, INVOICE_RECORD.SIM_ID, word)
                                .or(INVOICE_RECORD.LABEL.containsIgnoreCase(word))
                                .or(INVOICE_RECORD.FILE_NAME.containsIgnoreCase(word)))
                .countInPart(query -> !query.search().isEmpty())
                .usualOrder("from", true)
                .build();
    }

    /** A day, or the one whose midnight somewhere is near an instant. */
    private static LocalDate day(String key, List<String> values) {
        String text = values.getFirst();
        try {
            return text.length() == DAY_LENGTH
                    ? LocalDate.parse(text)
                    : LocalDate.ofInstant(Instant.parse(text).plus(HALF_A_DAY), ZoneOffset.UTC);
        } catch (DateTimeException | ArithmeticException e) {
            throw Refused.field(key, "filter.value", text);
        }
    }

    /** One record. */
    public Optional<InvoiceRecord> byId(UUID id) {
        return dsl.select(WITH_CARDS.fields())
                .from(WITH_CARDS)
                .where(INVOICE_RECORD.ID.eq(id))
                .fetchOptional(InvoiceStore::read);
    }

    /** Takes one away; false when it is not there. */
    public boolean delete(UUID id) {
        return dsl.deleteFrom(INVOICE_RECORD).where(INVOICE_RECORD.ID.eq(id)).execute() == 1;
    }

    /** Forgets those that end before a day; how many. */
    public int dropBefore(LocalDate day) {
        return dsl.deleteFrom(INVOICE_RECORD).where(INVOICE_RECORD.PERIOD_TO.lt(day)).execute();
    }

    /** A card's periods that touch some days, while it belonged to somebody the reader sees. */
    public List<PeriodSum> ofCard(UUID sim, Visible visible, LocalDate first, LocalDate last) {
        return dsl.selectFrom(INVOICE_RECORD)
                .where(INVOICE_RECORD.SIM_ID.eq(sim))
                .and(UsageStore.seen(visible, INVOICE_RECORD.ORGANISATION_ID))
                .and(INVOICE_RECORD.PERIOD_TO.ge(first))
                .and(INVOICE_RECORD.PERIOD_FROM.le(last))
                .fetch(row ->
                        new PeriodSum(
                                row.getPeriodFrom(),
                                row.getPeriodTo(),
                                row.getOctetsUp(),
                                row.getOctetsDown()));
    }

    /** Those of the cards that were in a group. */
    public List<PeriodSum> ofGroup(UUID group, LocalDate first, LocalDate last) {
        return sums(INVOICE_SUM.GROUP_ID.eq(group), first, last);
    }

    /** Those of the cards that belonged to organisations. */
    public List<PeriodSum> ofOrganisations(
            Collection<UUID> organisations, LocalDate first, LocalDate last) {
        return sums(
                INVOICE_SUM.ORGANISATION_ID.eq(DSL.any(organisations.toArray(UUID[]::new))),
                first,
                last);
    }

    private List<PeriodSum> sums(Condition whose, LocalDate first, LocalDate last) {
        Field<Long> up = DSL.sum(INVOICE_SUM.OCTETS_UP).cast(Long.class);
        Field<Long> down = DSL.sum(INVOICE_SUM.OCTETS_DOWN).cast(Long.class);
        return dsl.select(INVOICE_SUM.PERIOD_FROM, INVOICE_SUM.PERIOD_TO, up, down)
                .from(INVOICE_SUM)
                .where(whose)
                .and(INVOICE_SUM.PERIOD_TO.ge(first))
                .and(INVOICE_SUM.PERIOD_FROM.le(last))
                .groupBy(INVOICE_SUM.PERIOD_FROM, INVOICE_SUM.PERIOD_TO)
                .fetch(row ->
                        new PeriodSum(
                                row.get(INVOICE_SUM.PERIOD_FROM),
                                row.get(INVOICE_SUM.PERIOD_TO),
                                row.get(up),
                                row.get(down)));
    }

    /**
     * The cards with the largest shares of some days, the largest first.
     *
     * @param group only of cards that were in it; null for all
     * @param visible only of these organisations, by cards that still are theirs
     * @throws io.passerelle.foundation.NotNow when it takes longer than a list may, or too many are
     *     read
     */
    public List<CardAmount> top(
            @Nullable UUID group, Visible visible, LocalDate first, LocalDate last, int limit) {
        List<Object> values = new ArrayList<>(List.of(first, last, first, first, last));
        String whose = "";
        String now = "";
        UUID[] seen =
                visible instanceof Visible.Organisations(Set<UUID> ids)
                        ? ids.toArray(UUID[]::new)
                        : null;
        if (seen != null) {
            whose = "and r.organisation_id = any (?::uuid[]) ";
            values.add(seen);
        }
        if (group != null) {
            whose += "and r.group_id = ?::uuid";
            values.add(group);
        }
        if (seen != null) {
            now = "and sim.organisation_id = any (?::uuid[])";
            values.add(seen);
        }
        values.add(limit);
        String sql = TOP.replace("{whose}", whose).replace("{now}", now);
        return gate.page(() ->
                gate.limited(dsl).resultQuery(sql, values.toArray()).fetch(InvoiceStore::card));
    }

    private static CardAmount card(Record row) {
        return new CardAmount(
                row.get("id", UUID.class),
                row.get("iccid", String.class),
                row.get("label", String.class),
                row.get("organisation_id", UUID.class),
                row.get("group_id", UUID.class),
                new Amount(
                        row.get("octets_up", Long.class), row.get("octets_down", Long.class), 0));
    }

    private static InvoiceRecord read(Record row) {
        return new InvoiceRecord(
                row.get(INVOICE_RECORD.ID),
                row.get(INVOICE_RECORD.SIM_ID),
                row.get(SIM.ICCID),
                row.get(SIM.LABEL),
                row.get(INVOICE_RECORD.ORGANISATION_ID),
                row.get(INVOICE_RECORD.GROUP_ID),
                row.get(INVOICE_RECORD.PERIOD_FROM),
                row.get(INVOICE_RECORD.PERIOD_TO),
                row.get(INVOICE_RECORD.OCTETS_UP),
                row.get(INVOICE_RECORD.OCTETS_DOWN),
                row.get(INVOICE_RECORD.LABEL),
                row.get(INVOICE_RECORD.FILE_NAME),
                row.get(INVOICE_RECORD.LOADED_BY),
                row.get(INVOICE_RECORD.LOADED_AT));
    }
}
