package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;

import io.passerelle.sims.ExpiringCard;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimGuards.ExpiryAction;
import io.passerelle.sims.SimStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Cards whose date has come, or comes soon. */
@Repository
public class ExpiryStore {

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
                .set(SIM.EXPIRY_DONE_AT, DSL.field("now()", SIM.EXPIRY_DONE_AT.getDataType()))
                .where(SIM.ID.eq(id))
                .execute();
    }

    /** Those whose date is near and was not told of, which they are from now on. */
    public List<ExpiringCard> near(Duration before, int atMost) {
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
        return dsl
                .update(SIM)
                .set(SIM.EXPIRY_WARNED_AT, DSL.field("now()", SIM.EXPIRY_WARNED_AT.getDataType()))
                .where(SIM.ID.in(near))
                .returning()
                .fetch(ExpiryStore::read)
                .stream()
                .sorted(java.util.Comparator.comparing(ExpiringCard::expiresAt))
                .toList();
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
