package io.passerelle.sims;

import io.passerelle.sims.store.ExpiryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Suspends or terminates cards whose date has come, and tells of it before (M2M-11). What is done,
 * and that it is done, is one transaction on a locked card: several nodes do it once, and one that
 * dies has done it wholly or not at all. A card that does not allow it yet, because it waits for
 * something else or is not in service, has its turn once it does.
 */
@Service
public class SimExpiry {

    /** How long before its date a card is told of. */
    public static final Duration WARNED_BEFORE = Duration.ofDays(14);

    /** Who asked, as requests and the audit say it. */
    public static final String BY = "expiry";

    private static final int AT_ONCE = 50;
    private static final int WARNED_AT_ONCE = 1_000;

    private final ExpiryStore store;
    private final SimRequests requests;
    private final ApplicationEventPublisher events;

    SimExpiry(ExpiryStore store, SimRequests requests, ApplicationEventPublisher events) {
        this.store = store;
        this.requests = requests;
        this.events = events;
    }

    /**
     * Asks for what is due for some cards.
     *
     * @return for how many; there may be more when it is {@value #AT_ONCE}
     */
    @Transactional
    public int carryOut() {
        List<ExpiringCard> due = store.due(AT_ONCE);
        for (ExpiringCard card : due) {
            requests.askByItself(BY, card.id(), card.action().action(), "");
            store.done(card.id());
        }
        return due.size();
    }

    /** Tells of cards whose date is near; of how many. */
    @Transactional
    public int warn() {
        List<ExpiringCard> near = store.near(WARNED_BEFORE, WARNED_AT_ONCE);
        Map<UUID, List<ExpiringCard>> owners = new LinkedHashMap<>();
        near.forEach(card ->
                owners.computeIfAbsent(card.organisationId(), id -> new ArrayList<>()).add(card));
        owners.forEach((owner, cards) ->
                events.publishEvent(new CardsExpireSoon(owner, List.copyOf(cards))));
        return near.size();
    }
}
