package io.passerelle.sims;

import java.util.List;
import java.util.UUID;

/**
 * Cards of an organisation will be suspended or terminated by themselves within {@link
 * SimExpiry#WARNED_BEFORE}; told once for each date of a card, in the transaction that notes it.
 *
 * @param cards by date, the first first
 */
public record CardsExpireSoon(UUID organisationId, List<ExpiringCard> cards) {}
