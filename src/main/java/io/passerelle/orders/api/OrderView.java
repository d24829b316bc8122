package io.passerelle.orders.api;

import io.passerelle.orders.FormFactor;
import io.passerelle.orders.Order;
import io.passerelle.orders.OrderAction;
import io.passerelle.orders.OrderEvent;
import io.passerelle.orders.OrderState;
import io.passerelle.orders.Parcel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Order", description = "An order of SIM cards")
record OrderView(
        UUID id,
        @Schema(description = "What people call it by", example = "1042") long number,
        UUID organisationId,
        @Schema(description = "Where the cards go; null for the default group")
                @Nullable UUID groupId,
        @Schema(example = "Paris") @Nullable String group,
        UUID addressId,
        @Schema(description = "The delivery address when it was ordered, line by line")
                String address,
        int quantity,
        @Schema(description = "Cards that will not come after all") int givenUp,
        @Schema(description = "Cards that were sent, also those that have arrived") int shipped,
        @Schema(description = "Cards that have arrived") int delivered,
        @Schema(example = "Orange") String operator,
        FormFactor formFactor,
        String reference,
        String remark,
        OrderState state,
        @Schema(description = "Why it was refused, or closed before all cards came") String reason,
        String orderedBy,
        Instant orderedAt,
        Instant changedAt) {

    static OrderView of(Order o) {
        return new OrderView(
                o.id(),
                o.number(),
                o.organisationId(),
                o.groupId(),
                o.group(),
                o.addressId(),
                o.address(),
                o.quantity(),
                o.givenUp(),
                o.shipped(),
                o.delivered(),
                o.operator(),
                o.formFactor(),
                o.reference(),
                o.remark(),
                o.state(),
                o.reason(),
                o.orderedBy(),
                o.orderedAt(),
                o.changedAt());
    }

    /** A step of its history. */
    @Schema(name = "OrderEvent")
    record Event(
            Instant at,
            @Schema(description = "Who did it") String login,
            OrderAction step,
            @Schema(description = "How many cards it was about") int cards,
            @Schema(description = "The reason, or the parcel's carrier and number") String note) {

        static Event of(OrderEvent event) {
            return new Event(event.at(), event.login(), event.step(), event.cards(), event.note());
        }
    }

    /** A parcel of it. */
    @Schema(name = "Parcel")
    record ParcelView(
            @Schema(description = "Counts the order's parcels, from 1", example = "1") int number,
            @Schema(example = "Chronopost") String carrier,
            @Schema(example = "XY123456789FR") String tracking,
            int cards,
            Instant shippedAt,
            String shippedBy,
            @Nullable Instant deliveredAt,
            String deliveredBy) {

        static ParcelView of(Parcel p) {
            return new ParcelView(
                    p.number(),
                    p.carrier(),
                    p.tracking(),
                    p.cards(),
                    p.shippedAt(),
                    p.shippedBy(),
                    p.deliveredAt(),
                    p.deliveredBy());
        }
    }
}
