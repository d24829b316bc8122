package io.passerelle.sims;

import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.ExpiryStore;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Suspends or terminates cards whose date has come, and tells of it before (M2M-11). What is done,
 * and that it is done, is one transaction on a locked card: several nodes do it once, and one that
 * dies has done it wholly or not at all. A card that does not allow it yet, because it waits for
 * something else or is not in service, has its turn once it does; one for which it cannot be asked
 * is tried again later, and holds up no other.
 */
@Service
public class SimExpiry {

    /** How long before its date a card is told of. */
    public static final Duration WARNED_BEFORE = Duration.ofDays(14);

    /** Who asked, as requests and the audit say it. */
    public static final String BY = "expiry";

    /** Somebody changed the card in the same moment; bundle key {@code sims.reason.<code>}. */
    static final String CHANGED = "EXPIRY_CHANGED";

    /** A fault, which the log of the node tells. */
    static final String FAULT = "EXPIRY_FAULT";

    private static final Logger LOG = LoggerFactory.getLogger(SimExpiry.class);
    private static final int AT_ONCE = 50;
    private static final int WARNED_AT_ONCE = 1_000;
    private static final int NAMED_AT_MOST = 20;

    private final ExpiryStore store;
    private final SimRequests requests;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate alone;

    SimExpiry(
            ExpiryStore store,
            SimRequests requests,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.requests = requests;
        this.events = events;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Asks for what is due for some cards.
     *
     * @return for how many it was due; there may be more when it is {@value #AT_ONCE}
     */
    @Transactional
    public int carryOut() {
        List<ExpiringCard> due = store.due(AT_ONCE);
        due.forEach(this::carryOut);
        return due.size();
    }

    /** In a savepoint: what is wrong with one card undoes nothing of another. */
    private void carryOut(ExpiringCard card) {
        try {
            alone.executeWithoutResult(status -> {
                requests.askByItself(BY, card.id(), card.action().action(), "");
                store.done(card.id());
            });
        } catch (Conflict | Refused changed) {
            store.failed(card.id(), CHANGED);
        } catch (RuntimeException e) {
            if (StoreFaults.isAway(e)) {
                throw e; // of all of them: they are looked for again
            }
            LOG.atError()
                    .addKeyValue("sim", card.id())
                    .setCause(e)
                    .log("what is due for a card could not be asked for");
            store.failed(card.id(), FAULT);
        }
    }

    /**
     * Notes cards whose date is near.
     *
     * @return how many; there may be more when it is {@value #WARNED_AT_ONCE}
     */
    @Transactional
    public int warn() {
        return store.near(WARNED_BEFORE, WARNED_AT_ONCE);
    }

    /**
     * Tells one organisation of its cards whose date is near: once a day, of all of them together.
     *
     * @return false when none is to be told now; true, too, when somebody has dealt with its cards
     *     meanwhile, and others may wait behind it
     */
    @Transactional
    public boolean tell() {
        Optional<CardsExpireSoon> told = store.tell(WARNED_BEFORE, NAMED_AT_MOST);
        told.filter(soon -> soon.count() > 0).ifPresent(events::publishEvent);
        return told.isPresent();
    }
}
