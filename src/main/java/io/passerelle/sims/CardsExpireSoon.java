package io.passerelle.sims;

import java.util.List;
import java.util.UUID;

/**
 * Cards of an organisation end by themselves soon (M2M-11); told once a day for all of them, in a
 * transaction that notes that it was.
 *
 * @param count how many cards it has that were not told of before
 * @param first some of them, the first to end first
 */
public record CardsExpireSoon(UUID organisationId, int count, List<ExpiringCard> first) {

    /** Copies the cards. */
    public CardsExpireSoon {
        first = List.copyOf(first);
    }
}
