package io.passerelle.usage.store;

import static io.passerelle.store.db.Tables.USAGE_CARD;
import static io.passerelle.store.db.Tables.USAGE_CARD_MONTH;
import static io.passerelle.store.db.Tables.USAGE_FLEET;
import static io.passerelle.store.db.Tables.USAGE_FLEET_MONTH;
import static io.passerelle.store.db.Tables.USAGE_MONTH;
import static io.passerelle.store.db.Tables.USAGE_TOLD;

import io.passerelle.foundation.Visible;
import io.passerelle.usage.Amount;
import io.passerelle.usage.Counts;
import io.passerelle.usage.Counts.HourCount;
import io.passerelle.usage.DayCount;
import io.passerelle.usage.MonthCount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads what was counted. */
@Repository
public class UsageStore {

    private final DSLContext dsl;

    UsageStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * What a card carried while it belonged to somebody the reader sees.
     *
     * @param withMonths whether months of which the hours are gone are wanted, too
     */
    public Counts ofCard(
            UUID sim, Visible visible, Instant from, Instant until, boolean withMonths) {
        return OneMoment.read(
                dsl,
                tx -> {
                    Condition days =
                            USAGE_CARD
                                    .SIM_ID
                                    .eq(sim)
                                    .and(USAGE_CARD.DAY.between(dayOf(from), dayOf(until)))
                                    .and(seen(visible, USAGE_CARD.ORGANISATION_ID));
                    return new Counts(
                            tx.select(
                                            USAGE_CARD.DAY,
                                            USAGE_CARD.HEARD,
                                            USAGE_CARD.HOURS_IN,
                                            USAGE_CARD.HOURS_OUT,
                                            USAGE_CARD.HOURS_SESSIONS)
                                    .from(USAGE_CARD)
                                    .where(days)
                                    .fetch(UsageStore::cardDay),
                            List.of(),
                            withMonths ? cardMonths(tx, sim, visible, from, until) : List.of());
                });
    }

    private static List<MonthCount> cardMonths(
            DSLContext tx, UUID sim, Visible visible, Instant from, Instant until) {
        return tx.selectFrom(USAGE_CARD_MONTH)
                .where(USAGE_CARD_MONTH.SIM_ID.eq(sim))
                .and(USAGE_CARD_MONTH.MONTH.between(monthOf(from), dayOf(until)))
                .and(withoutHours("usage_card", USAGE_CARD_MONTH.MONTH))
                .and(seen(visible, USAGE_CARD_MONTH.ORGANISATION_ID))
                .fetch(row ->
                        new MonthCount(
                                row.get(USAGE_CARD_MONTH.MONTH),
                                new Amount(
                                        row.get(USAGE_CARD_MONTH.OCTETS_IN),
                                        row.get(USAGE_CARD_MONTH.OCTETS_OUT),
                                        row.get(USAGE_CARD_MONTH.SESSIONS))));
    }

    /** What the cards of a group carried. */
    public Counts ofGroup(UUID group, Instant from, Instant until, boolean withMonths) {
        return fleet(group, USAGE_TOLD.GROUP_ID.eq(group), from, until, withMonths);
    }

    /**
     * What the cards of an organisation and of all below it carried.
     *
     * @param below the organisation and all below it
     */
    public Counts ofOrganisation(
            UUID organisation,
            Collection<UUID> below,
            Instant from,
            Instant until,
            boolean withMonths) {
        Condition told = USAGE_TOLD.ORGANISATION_ID.eq(DSL.any(below.toArray(UUID[]::new)));
        return fleet(organisation, told, from, until, withMonths);
    }

    private Counts fleet(
            UUID subject, Condition told, Instant from, Instant until, boolean withMonths) {
        return OneMoment.read(
                dsl,
                tx ->
                        new Counts(
                                tx.select(
                                                USAGE_FLEET.DAY,
                                                USAGE_FLEET.HEARD,
                                                USAGE_FLEET.HOURS_IN,
                                                USAGE_FLEET.HOURS_OUT,
                                                USAGE_FLEET.HOURS_SESSIONS)
                                        .from(USAGE_FLEET)
                                        .where(USAGE_FLEET.SUBJECT_ID.eq(subject))
                                        .and(USAGE_FLEET.DAY.between(dayOf(from), dayOf(until)))
                                        .fetch(UsageStore::fleetDay),
                                notAddedUpYet(tx, told, from, until),
                                withMonths ? fleetMonths(tx, subject, from, until) : List.of()));
    }

    private static List<HourCount> notAddedUpYet(
            DSLContext tx, Condition told, Instant from, Instant until) {
        Field<Long> in = DSL.sum(USAGE_TOLD.OCTETS_IN).cast(Long.class);
        Field<Long> out = DSL.sum(USAGE_TOLD.OCTETS_OUT).cast(Long.class);
        Field<Long> sessions = DSL.sum(USAGE_TOLD.SESSIONS).cast(Long.class);
        return tx.select(USAGE_TOLD.HOUR, in, out, sessions)
                .from(USAGE_TOLD)
                .where(told)
                .and(USAGE_TOLD.HOUR.ge(from))
                .and(USAGE_TOLD.HOUR.lt(until))
                .groupBy(USAGE_TOLD.HOUR)
                .fetch(row ->
                        new HourCount(
                                row.get(USAGE_TOLD.HOUR),
                                new Amount(row.get(in), row.get(out), row.get(sessions))));
    }

    private static List<MonthCount> fleetMonths(
            DSLContext tx, UUID subject, Instant from, Instant until) {
        return tx.selectFrom(USAGE_FLEET_MONTH)
                .where(USAGE_FLEET_MONTH.SUBJECT_ID.eq(subject))
                .and(USAGE_FLEET_MONTH.MONTH.between(monthOf(from), dayOf(until)))
                .and(withoutHours("usage_fleet", USAGE_FLEET_MONTH.MONTH))
                .fetch(row ->
                        new MonthCount(
                                row.get(USAGE_FLEET_MONTH.MONTH),
                                new Amount(
                                        row.get(USAGE_FLEET_MONTH.OCTETS_IN),
                                        row.get(USAGE_FLEET_MONTH.OCTETS_OUT),
                                        row.get(USAGE_FLEET_MONTH.SESSIONS))));
    }

    /** Months of which the hours are gone; of the others the hours are read. */
    private static Condition withoutHours(String parent, Field<LocalDate> month) {
        return month.in(
                DSL.select(USAGE_MONTH.MONTH)
                        .from(USAGE_MONTH)
                        .where(USAGE_MONTH.PARENT.eq(parent))
                        .andNot(USAGE_MONTH.HOURS_KEPT));
    }

    /** Only rows of organisations the reader sees. */
    static Condition seen(Visible visible, Field<UUID> organisation) {
        return switch (visible) {
            case Visible.Everything ignored -> DSL.noCondition();
            case Visible.Organisations(Set<UUID> ids) ->
                    organisation.eq(DSL.any(ids.toArray(UUID[]::new)));
        };
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static LocalDate monthOf(Instant at) {
        return dayOf(at).withDayOfMonth(1);
    }

    private static DayCount cardDay(Record row) {
        return new DayCount(
                row.get(USAGE_CARD.DAY),
                row.get(USAGE_CARD.HEARD),
                List.of(row.get(USAGE_CARD.HOURS_IN)),
                List.of(row.get(USAGE_CARD.HOURS_OUT)),
                List.of(row.get(USAGE_CARD.HOURS_SESSIONS)));
    }

    private static DayCount fleetDay(Record row) {
        return new DayCount(
                row.get(USAGE_FLEET.DAY),
                row.get(USAGE_FLEET.HEARD),
                List.of(row.get(USAGE_FLEET.HOURS_IN)),
                List.of(row.get(USAGE_FLEET.HOURS_OUT)),
                List.of(row.get(USAGE_FLEET.HOURS_SESSIONS)));
    }
}
