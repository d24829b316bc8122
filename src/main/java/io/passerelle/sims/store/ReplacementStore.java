package io.passerelle.sims.store;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_REQUEST;

import io.passerelle.foundation.Ids;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.SimStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** One card in the place of another. */
@Repository
public class ReplacementStore {

    /** How far back a card's predecessors are followed. */
    private static final int PREDECESSORS_AT_MOST = 20;

    private static final String PREDECESSORS =
            """
            with recursive earlier (id, replaces_id, depth) as (
                select id, replaces_id, 0 from sim where id = ?
                union all
                select s.id, s.replaces_id, e.depth + 1 from earlier e
                join sim s on s.id = e.replaces_id where e.depth < ?
            )
            select id from earlier order by depth
            """;

    private static final String TAKE_OVER =
            """
            update sim n set group_id = o.group_id, access_point_id = o.access_point_id, imsi = coalesce(?::text, n.imsi),
                msisdn = coalesce(?::text, ?::text, n.msisdn), operator = o.operator, kind = o.kind, status = ?, status_before = null,
                options = o.options, label = o.label, user_name = ?::text, password = ?::bytea,
                static_address = ?::inet, session_limit = o.session_limit, max_connections = o.max_connections,
                tags = o.tags, imei = o.imei, termination_protected = o.termination_protected,
                expires_at = o.expires_at, expiry_action = o.expiry_action,
                expiry_warned_at = o.expiry_warned_at, expiry_done_at = o.expiry_done_at,
                replaces_id = o.id, version = n.version + 1
            from sim o where n.id = ? and o.id = ?
            """;

    private final DSLContext dsl;

    ReplacementStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /**
     * What keeps a card from taking the place of another: {@code iccid}, {@code imsi} or {@code
     * msisdn}, which a card has that may not come; empty when nothing does.
     */
    public Optional<String> obstacle(UUID old, UUID organisation, NewCard card) {
        UUID coming = card.iccid().isEmpty() ? null : idOf(card.iccid());
        if (coming != null && !mayCome(coming, old, organisation)) {
            return Optional.of("iccid");
        }
        if (!card.imsi().isEmpty() && isOfAnother(SIM.IMSI.eq(card.imsi()), old, coming)) {
            return Optional.of("imsi");
        }
        return !card.msisdn().isEmpty() && isOfAnother(SIM.MSISDN.eq(card.msisdn()), old, coming)
                ? Optional.of("msisdn")
                : Optional.empty();
    }

    /** Whether another open request waits for that card. */
    public boolean isExpected(String iccid) {
        return dsl.fetchExists(
                SIM_REQUEST,
                SIM_REQUEST.NEW_ICCID.eq(iccid).and(SIM_REQUEST.STATE.in("PENDING", "SENT")));
    }

    /** A card and those it took the place of, newest first. */
    public List<UUID> lineage(UUID id) {
        return dsl.fetch(PREDECESSORS, id, PREDECESSORS_AT_MOST).getValues(0, UUID.class);
    }

    /**
     * Replaces a card.
     *
     * @param from where the old card must be
     * @param status where the new one begins
     * @return the new card; empty when the old one is elsewhere
     */
    public Optional<UUID> replace(UUID old, SimStatus from, SimStatus status, NewCard card) {
        UUID known = idOf(card.iccid());
        // as who opens a session does, before any card is held so that none can name it: the new
        // label goes to its session, and a session's card must be there
        dsl.execute("select from sim_activity where sim_id = ? for no key update", known);
        var before =
                dsl.selectFrom(SIM)
                        .where(SIM.ID.eq(old))
                        .and(SIM.STATUS.eq(from.name()))
                        .forUpdate()
                        .fetchOne();
        if (before == null) {
            return Optional.empty();
        }
        UUID id = known == null ? Ids.next() : known;
        String imsi = blankToNull(card.imsi());
        dsl.update(SIM)
                .set(SIM.STATUS, SimStatus.TERMINATED.name())
                .setNull(SIM.STATUS_BEFORE)
                .setNull(SIM.MSISDN)
                .set(
                        SIM.IMSI,
                        imsi != null && imsi.equals(before.getImsi()) ? null : before.getImsi())
                .setNull(SIM.USER_NAME)
                .setNull(SIM.PASSWORD)
                .setNull(SIM.STATIC_ADDRESS)
                .set(SIM.VERSION, SIM.VERSION.plus(1))
                .where(SIM.ID.eq(old))
                .execute();
        if (known == null) {
            dsl.insertInto(SIM)
                    .set(SIM.ID, id)
                    .set(SIM.ORGANISATION_ID, before.getOrganisationId())
                    .set(SIM.GROUP_ID, before.getGroupId())
                    .set(SIM.ICCID, card.iccid())
                    .set(SIM.STATUS, status.name())
                    .execute();
        }
        dsl.execute(
                TAKE_OVER,
                imsi,
                blankToNull(card.msisdn()),
                before.getMsisdn(),
                status.name(),
                before.getUserName(),
                before.getPassword(),
                before.getStaticAddress() == null
                        ? null
                        : before.getStaticAddress().getHostAddress(),
                id,
                old);
        dsl.update(SIM)
                .set(SIM.REPLACED_BY_ID, id)
                .set(SIM.OPTIONS, new String[0])
                .where(SIM.ID.eq(old))
                .execute();
        return Optional.of(id);
    }

    private @Nullable UUID idOf(String iccid) {
        return dsl.select(SIM.ID).from(SIM).where(SIM.ICCID.eq(iccid)).fetchOne(SIM.ID);
    }

    /**
     * Only a card of the same organisation that was never in service, and waits for nothing. It is
     * held until the transaction's end, so that nobody asks for its activation, or gives it to
     * another card, meanwhile.
     */
    private boolean mayCome(UUID id, UUID old, UUID organisation) {
        return !id.equals(old)
                && dsl.select(SIM.ID)
                        .from(SIM)
                        .where(SIM.ID.eq(id))
                        .and(SIM.ORGANISATION_ID.eq(organisation))
                        .and(SIM.STATUS.in("ORDERED", "ACTIVATABLE"))
                        .forNoKeyUpdate() // sessions of the card may begin meanwhile
                        .fetchOptional()
                        .isPresent();
    }

    private boolean isOfAnother(Condition name, UUID old, @Nullable UUID coming) {
        Condition others = SIM.ID.ne(old);
        if (coming != null) {
            others = others.and(SIM.ID.ne(coming));
        }
        return dsl.fetchExists(SIM, name.and(others));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
