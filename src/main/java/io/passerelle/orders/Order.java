package io.passerelle.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order of SIM cards (M2M-4).
 *
 * @param number what people call it by; counts all orders of the platform
 * @param groupId where the cards go; null for the default group
 * @param group that group's name; null for the default group
 * @param address where they are sent, line by line, as it was when they were ordered
 * @param givenUp cards that will not come after all
 * @param shipped cards that were sent, also those that have arrived
 * @param delivered cards that have arrived
 * @param reference what the customer calls it by
 * @param reason why it was refused, or closed before all cards came
 * @param accountId whose order it is; null when that is not known
 */
public record Order(
        UUID id,
        long number,
        UUID organisationId,
        @Nullable UUID groupId,
        @Nullable String group,
        UUID addressId,
        String address,
        int quantity,
        int givenUp,
        int shipped,
        int delivered,
        String operator,
        FormFactor formFactor,
        String reference,
        String remark,
        OrderState state,
        String reason,
        @Nullable UUID accountId,
        String orderedBy,
        Instant orderedAt,
        Instant changedAt) {

    /** The most cards of one order. */
    public static final int MOST_CARDS = 100_000;

    /** How many cards are still to be sent. */
    public int toShip() {
        return quantity - givenUp - shipped;
    }
}
