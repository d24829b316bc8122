package io.passerelle.orders.store;

import static io.passerelle.store.db.Tables.SIM_GROUP;
import static io.passerelle.store.db.Tables.SIM_ORDER;
import static io.passerelle.store.db.Tables.SIM_ORDER_EVENT;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.orders.FormFactor;
import io.passerelle.orders.Order;
import io.passerelle.orders.OrderAction;
import io.passerelle.orders.OrderDraft;
import io.passerelle.orders.OrderEvent;
import io.passerelle.orders.OrderState;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.springframework.stereotype.Repository;

/** Orders of SIM cards. */
@Repository
public class OrderStore {

    private static final List<SelectFieldOrAsterisk> FIELDS = fields();

    private static final List<String> OPEN =
            Arrays.stream(OrderState.values())
                    .filter(state -> !state.isEnd())
                    .map(OrderState::name)
                    .toList();

    private final DSLContext dsl;

    OrderStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static List<SelectFieldOrAsterisk> fields() {
        List<SelectFieldOrAsterisk> fields = new ArrayList<>(List.of(SIM_ORDER.fields()));
        fields.add(SIM_GROUP.NAME);
        return List.copyOf(fields);
    }

    /** The list pages and the API show. */
    public Listing<Order> listing() {
        return JooqListing.of(dsl, SIM_ORDER, SIM_ORDER.ID, OrderStore::read)
                .leftJoin(SIM_GROUP, SIM_GROUP.ID.eq(SIM_ORDER.GROUP_ID))
                .select(FIELDS)
                .ownedBy(SIM_ORDER.ORGANISATION_ID)
                .sortUnique("number", SIM_ORDER.NUMBER)
                .sort("orderedAt", SIM_ORDER.ORDERED_AT)
                .sort("changedAt", SIM_ORDER.CHANGED_AT)
                .sort("quantity", SIM_ORDER.QUANTITY)
                .sort("operator", SIM_ORDER.OPERATOR)
                .sort("state", SIM_ORDER.STATE)
                .filter("organisationId", Filters.ids(SIM_ORDER.ORGANISATION_ID))
                .filter("groupId", Filters.ids(SIM_ORDER.GROUP_ID))
                .filter("state", Filters.oneOf(SIM_ORDER.STATE, OrderState.class))
                .filter("formFactor", Filters.oneOf(SIM_ORDER.FORM_FACTOR, FormFactor.class))
                .filter("operator", Filters.anyOf(SIM_ORDER.OPERATOR))
                .search(word ->
                        SIM_ORDER
                                .REFERENCE
                                .containsIgnoreCase(word)
                                .or(SIM_ORDER.NUMBER.cast(String.class).eq(word))
                                .or(SIM_ORDER.OPERATOR.containsIgnoreCase(word))
                                .or(SIM_ORDER.ADDRESS.containsIgnoreCase(word))
                                .or(SIM_ORDER.REMARK.containsIgnoreCase(word)))
                .usualOrder("number", true)
                .build();
    }

    /** One of them. */
    public Optional<Order> byId(UUID id) {
        return dsl.select(FIELDS)
                .from(SIM_ORDER)
                .leftJoin(SIM_GROUP)
                .on(SIM_GROUP.ID.eq(SIM_ORDER.GROUP_ID))
                .where(SIM_ORDER.ID.eq(id))
                .fetchOptional(OrderStore::read);
    }

    /** One of them, which nobody else changes before the end of the transaction. */
    public Optional<Order> locked(UUID id) {
        dsl.selectOne().from(SIM_ORDER).where(SIM_ORDER.ID.eq(id)).forUpdate().fetch();
        return byId(id);
    }

    /** How many of an organisation's something can still come of. */
    public int countOpen(UUID organisation) {
        return dsl.fetchCount(
                SIM_ORDER,
                SIM_ORDER.ORGANISATION_ID.eq(organisation).and(SIM_ORDER.STATE.in(OPEN)));
    }

    /** Adds one. */
    public void insert(UUID id, OrderDraft draft, String address, UUID account, String login) {
        dsl.insertInto(SIM_ORDER)
                .set(SIM_ORDER.ID, id)
                .set(SIM_ORDER.ORGANISATION_ID, draft.organisationId())
                .set(SIM_ORDER.GROUP_ID, draft.groupId())
                .set(SIM_ORDER.ADDRESS_ID, draft.addressId())
                .set(SIM_ORDER.ADDRESS, address)
                .set(SIM_ORDER.QUANTITY, draft.quantity())
                .set(SIM_ORDER.OPERATOR, draft.operator())
                .set(SIM_ORDER.FORM_FACTOR, draft.formFactor().name())
                .set(SIM_ORDER.REFERENCE, draft.reference())
                .set(SIM_ORDER.REMARK, draft.remark())
                .set(SIM_ORDER.ACCOUNT_ID, account)
                .set(SIM_ORDER.ORDERED_BY, login)
                .execute();
    }

    /** Writes how far it has come. */
    public void move(UUID id, OrderState state, String reason) {
        dsl.update(SIM_ORDER)
                .set(SIM_ORDER.STATE, state.name())
                .set(SIM_ORDER.REASON, reason)
                .set(SIM_ORDER.CHANGED_AT, Instant.now())
                .where(SIM_ORDER.ID.eq(id))
                .execute();
    }

    /** Writes that so many more cards were sent. */
    public void shipped(UUID id, int cards) {
        dsl.update(SIM_ORDER)
                .set(SIM_ORDER.SHIPPED, SIM_ORDER.SHIPPED.plus(cards))
                .where(SIM_ORDER.ID.eq(id))
                .execute();
    }

    /** Writes that so many more cards have arrived. */
    public void delivered(UUID id, int cards) {
        dsl.update(SIM_ORDER)
                .set(SIM_ORDER.DELIVERED, SIM_ORDER.DELIVERED.plus(cards))
                .where(SIM_ORDER.ID.eq(id))
                .execute();
    }

    /** Writes that so many cards will not come, and why. */
    public void close(UUID id, int cards, String reason) {
        dsl.update(SIM_ORDER)
                .set(SIM_ORDER.GIVEN_UP, SIM_ORDER.GIVEN_UP.plus(cards))
                .set(SIM_ORDER.REASON, reason)
                .where(SIM_ORDER.ID.eq(id))
                .execute();
    }

    /** Adds a step to its history. */
    public void happened(UUID id, String login, OrderAction step, int cards, String note) {
        dsl.insertInto(SIM_ORDER_EVENT)
                .set(SIM_ORDER_EVENT.ID, Ids.next())
                .set(SIM_ORDER_EVENT.ORDER_ID, id)
                .set(SIM_ORDER_EVENT.LOGIN, login)
                .set(SIM_ORDER_EVENT.STEP, step.name())
                .set(SIM_ORDER_EVENT.CARDS, cards)
                .set(SIM_ORDER_EVENT.NOTE, note)
                .execute();
    }

    /** Its history, oldest first. */
    public List<OrderEvent> history(UUID id) {
        return dsl.selectFrom(SIM_ORDER_EVENT)
                .where(SIM_ORDER_EVENT.ORDER_ID.eq(id))
                .orderBy(SIM_ORDER_EVENT.ID)
                .fetch(row ->
                        new OrderEvent(
                                row.getAt(),
                                row.getLogin(),
                                OrderAction.valueOf(row.getStep()),
                                row.getCards(),
                                row.getNote()));
    }

    private static Order read(Record row) {
        return new Order(
                row.get(SIM_ORDER.ID),
                row.get(SIM_ORDER.NUMBER),
                row.get(SIM_ORDER.ORGANISATION_ID),
                row.get(SIM_ORDER.GROUP_ID),
                row.get(SIM_GROUP.NAME),
                row.get(SIM_ORDER.ADDRESS_ID),
                row.get(SIM_ORDER.ADDRESS),
                row.get(SIM_ORDER.QUANTITY),
                row.get(SIM_ORDER.GIVEN_UP),
                row.get(SIM_ORDER.SHIPPED),
                row.get(SIM_ORDER.DELIVERED),
                row.get(SIM_ORDER.OPERATOR),
                FormFactor.valueOf(row.get(SIM_ORDER.FORM_FACTOR)),
                row.get(SIM_ORDER.REFERENCE),
                row.get(SIM_ORDER.REMARK),
                OrderState.valueOf(row.get(SIM_ORDER.STATE)),
                row.get(SIM_ORDER.REASON),
                row.get(SIM_ORDER.ACCOUNT_ID),
                row.get(SIM_ORDER.ORDERED_BY),
                row.get(SIM_ORDER.ORDERED_AT),
                row.get(SIM_ORDER.CHANGED_AT));
    }
}
