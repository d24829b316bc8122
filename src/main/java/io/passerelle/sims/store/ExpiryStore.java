package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_EXPIRY_NOTICE;

import io.passerelle.sims.CardsExpireSoon;
import io.passerelle.sims.ExpiringCard;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimGuards.ExpiryAction;
import io.passerelle.sims.SimStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Cards whose date has come, or comes soon. */
@Repository
public class ExpiryStore {

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);
    private static final Field<Instant> NOW = DSL.field("now()", SIM.EXPIRY_DONE_AT.getDataType());

    /** Not while another node still writes down which cards are near. */
    private static final String TO_TELL =
            """
            select n.* from sim_expiry_notice n
            where n.waiting_since is not null and (n.told_at is null or n.told_at <= now() - interval '1 day')
                and not exists (select from sim s where s.organisation_id = n.organisation_id
                    and s.expires_at between now() and now() + {0} * interval '1 s'
                    and s.expiry_done_at is null and s.expiry_warned_at is null and s.status <> 'TERMINATED')
            order by n.waiting_since limit 1 for update skip locked
            """;

    private final DSLContext dsl;

    ExpiryStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Those whose action is due and possible, locked; what another node has is left out. */
    public List<ExpiringCard> due(int atMost) {
        Condition possible =
                DSL.or(
                        Arrays.stream(ExpiryAction.values())
                                .map(action ->
                                        SIM.EXPIRY_ACTION
                                                .eq(action.name())
                                                .and(SIM.STATUS.in(statuses(action.action()))))
                                .toList());
        return dsl.selectFrom(SIM)
                .where(DSL.condition("{0} <= now()", SIM.EXPIRES_AT))
                .and(SIM.EXPIRY_DONE_AT.isNull())
                .and(
                        SIM.EXPIRY_RETRY_AT
                                .isNull()
                                .or(DSL.condition("{0} <= now()", SIM.EXPIRY_RETRY_AT)))
                .and(possible)
                .and(
                        SIM.TERMINATION_PROTECTED
                                .isFalse()
                                .or(SIM.EXPIRY_ACTION.ne(ExpiryAction.TERMINATE.name())))
                .orderBy(SIM.EXPIRES_AT)
                .limit(atMost)
                .forUpdate()
                .skipLocked()
                .fetch(ExpiryStore::read);
    }

    /** Notes that it was asked for. */
    public void done(UUID id) {
        dsl.update(SIM)
                .set(SIM.EXPIRY_DONE_AT, NOW)
                .set(SIM.EXPIRY_PROBLEM, "")
                .where(SIM.ID.eq(id))
                .execute();
    }

    /** Notes why it could not be asked for; it is tried again, each time after twice the wait. */
    public void failed(UUID id, String problem) {
        dsl.update(SIM)
                .set(SIM.EXPIRY_PROBLEM, problem)
                .set(SIM.EXPIRY_ATTEMPTS, SIM.EXPIRY_ATTEMPTS.plus(1))
                .set(
                        SIM.EXPIRY_RETRY_AT,
                        DSL.field(
                                "now() + least({0} * interval '1 s' * 2 ^ least({1}, 20), {2} *"
                                        + " interval '1 s')",
                                SIM.EXPIRY_RETRY_AT.getDataType(),
                                DSL.val(FIRST_WAIT.toSeconds()),
                                SIM.EXPIRY_ATTEMPTS,
                                DSL.val(LONGEST_WAIT.toSeconds())))
                .where(SIM.ID.eq(id))
                .execute();
    }

    /**
     * Notes of cards whose date is near that their organisation is to be told of them.
     *
     * @return how many
     */
    public int near(Duration before, int atMost) {
        var near =
                DSL.select(SIM.ID)
                        .from(SIM)
                        .where(
                                DSL.condition(
                                        "{0} between now() and now() + make_interval(secs => {1})",
                                        SIM.EXPIRES_AT, DSL.val((double) before.toSeconds())))
                        .and(SIM.EXPIRY_DONE_AT.isNull())
                        .and(SIM.EXPIRY_WARNED_AT.isNull())
                        .and(SIM.STATUS.ne(SimStatus.TERMINATED.name()))
                        .orderBy(SIM.EXPIRES_AT)
                        .limit(atMost)
                        .forUpdate()
                        .skipLocked();
        List<UUID> owners =
                dsl.update(SIM)
                        .set(SIM.EXPIRY_WARNED_AT, NOW)
                        .where(SIM.ID.in(near))
                        .returningResult(SIM.ORGANISATION_ID)
                        .fetch(SIM.ORGANISATION_ID);
        new TreeSet<>(owners).forEach(this::toTell);
        return owners.size();
    }

    /**
     * Not later than the first card that is told of: of two nodes, the one that began earlier may
     * write later.
     */
    private void toTell(UUID organisation) {
        dsl.insertInto(SIM_EXPIRY_NOTICE)
                .set(SIM_EXPIRY_NOTICE.ORGANISATION_ID, organisation)
                .set(SIM_EXPIRY_NOTICE.WAITING_SINCE, NOW)
                .onConflict(SIM_EXPIRY_NOTICE.ORGANISATION_ID)
                .doUpdate()
                .set(
                        SIM_EXPIRY_NOTICE.WAITING_SINCE,
                        DSL.least(SIM_EXPIRY_NOTICE.WAITING_SINCE, NOW))
                .execute();
    }

    /**
     * An organisation that is to be told of cards and was not for a day, which it is from now on.
     *
     * @param before how long before their date cards are told of
     * @param named the most cards that are named
     * @return of no cards when somebody has dealt with them meanwhile
     */
    public Optional<CardsExpireSoon> tell(Duration before, int named) {
        Record waiting = dsl.fetchOne(TO_TELL, DSL.val(before.toSeconds()));
        if (waiting == null) {
            return Optional.empty();
        }
        UUID organisation = waiting.get("organisation_id", UUID.class);
        Condition near =
                SIM.ORGANISATION_ID
                        .eq(organisation)
                        .and(
                                DSL.condition(
                                        "{0} between now() and now() + make_interval(secs => {1})",
                                        SIM.EXPIRES_AT, DSL.val((double) before.toSeconds())))
                        .and(SIM.EXPIRY_DONE_AT.isNull())
                        .and(SIM.EXPIRY_WARNED_AT.ge(waiting.get("waiting_since", Instant.class)));
        int cards = dsl.fetchCount(SIM, near);
        told(organisation, cards > 0);
        List<ExpiringCard> first =
                dsl.selectFrom(SIM)
                        .where(near)
                        .orderBy(SIM.EXPIRES_AT, SIM.ICCID)
                        .limit(named)
                        .fetch(ExpiryStore::read);
        return Optional.of(new CardsExpireSoon(organisation, cards, first));
    }

    private void told(UUID organisation, boolean really) {
        dsl.update(SIM_EXPIRY_NOTICE)
                .setNull(SIM_EXPIRY_NOTICE.WAITING_SINCE)
                .set(SIM_EXPIRY_NOTICE.TOLD_AT, really ? NOW : SIM_EXPIRY_NOTICE.TOLD_AT)
                .where(SIM_EXPIRY_NOTICE.ORGANISATION_ID.eq(organisation))
                .execute();
    }

    private static List<String> statuses(SimAction action) {
        return Arrays.stream(SimStatus.values()).filter(action::fits).map(Enum::name).toList();
    }

    private static ExpiringCard read(Record row) {
        return new ExpiringCard(
                row.get(SIM.ID),
                row.get(SIM.ORGANISATION_ID),
                row.get(SIM.ICCID),
                row.get(SIM.LABEL),
                Objects.requireNonNull(row.get(SIM.EXPIRES_AT)),
                ExpiryAction.valueOf(row.get(SIM.EXPIRY_ACTION)));
    }
}
