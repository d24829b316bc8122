package io.passerelle.orders;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.orders.store.DeliveryAddressStore;
import io.passerelle.orders.store.OrderStore;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What must hold of an order before it is placed: every mistake is named at once. */
@Component
final class OrderChecks {

    private final OrderStore store;
    private final DeliveryAddressStore addresses;
    private final DeliveryAddresses book;
    private final GroupDirectory groups;

    OrderChecks(
            OrderStore store,
            DeliveryAddressStore addresses,
            DeliveryAddresses book,
            GroupDirectory groups) {
        this.store = store;
        this.addresses = addresses;
        this.book = book;
        this.groups = groups;
    }

    /**
     * An order that can be placed.
     *
     * @param address the label of its parcels
     */
    record Checked(OrderDraft draft, String address) {}

    Checked of(Viewer viewer, OrderDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        UUID organisation = draft.organisationId();
        if (!book.isOwner(viewer, organisation)) {
            throw Refused.field("organisationId", "organisation.unknown");
        }
        if (draft.quantity() < 1 || draft.quantity() > Order.MOST_CARDS) {
            errors.add(FieldError.of("quantity", "number.range", 1, Order.MOST_CARDS));
        }
        if (!isGroupOf(draft.groupId(), organisation)) {
            errors.add(FieldError.of("groupId", "group.unknown"));
        }
        Optional<DeliveryAddress> address =
                addresses
                        .byId(draft.addressId())
                        .filter(a -> a.organisationId().equals(organisation))
                        .filter(a -> a.retiredAt() == null);
        if (address.isEmpty()) {
            errors.add(FieldError.of("addressId", "address.unknown"));
        }
        String operator = OrderTexts.needed("operator", draft.operator(), 80, errors);
        String reference = OrderTexts.line("reference", draft.reference(), 60, errors);
        String remark = OrderTexts.lines("remark", draft.remark(), 1_000, errors);
        if (store.countOpen(organisation) >= Orders.MOST_OPEN) {
            errors.add(FieldError.of("", "order.many", Orders.MOST_OPEN));
        }
        Refused.ifAny(errors);
        var plain =
                new OrderDraft(
                        organisation,
                        draft.groupId(),
                        draft.addressId(),
                        draft.quantity(),
                        operator,
                        draft.formFactor(),
                        reference,
                        remark);
        return new Checked(plain, address.orElseThrow().label());
    }

    private boolean isGroupOf(@Nullable UUID group, UUID organisation) {
        if (group == null) {
            return true;
        }
        KnownGroup known = groups.all().get(group);
        return known != null && known.organisationId().equals(organisation);
    }
}
