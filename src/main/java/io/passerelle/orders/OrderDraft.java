package io.passerelle.orders;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to order; texts as typed, checked by {@link Orders}.
 *
 * @param organisationId whose cards they will be
 * @param groupId one of that organisation's groups; null for its default group
 * @param addressId one of that organisation's addresses
 * @param quantity 1 to {@link Order#MOST_CARDS}
 * @param operator the mobile operator, up to 80 characters
 * @param reference up to 60 characters
 * @param remark up to 1,000 characters
 */
public record OrderDraft(
        UUID organisationId,
        @Nullable UUID groupId,
        UUID addressId,
        int quantity,
        String operator,
        FormFactor formFactor,
        String reference,
        String remark) {}
