package io.passerelle.alerts;

import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.store.SuspensionStore;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks for the suspensions that alerts want: each by itself, in one transaction with the alert's
 * note of it, so that it is asked for once. What passes, such as somebody who edits the card or
 * another request that is open, is waited for, longer each time and for {@link #PATIENCE}; and what
 * the mobile operator refused is asked for again, as long as the alert lasts. An alert somebody
 * closes, or whose rule asks for something else since, suspends no longer or is gone, is done with.
 * The time is given, never asked for.
 */
@Component
class AlertSuspensions {

    /** How long a suspension is wanted before it is given up. */
    static final Duration PATIENCE = Duration.ofDays(3);

    /** The pause after the first attempt; it doubles. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    /** The longest pause. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** From a mobile operator's refusal to the next attempt. */
    static final Duration AFTER_REFUSAL = Duration.ofHours(4);

    private static final int AT_ONCE = 200;
    private static final int DOUBLINGS = 7;

    /** Longer than an attempt takes: another node tries then. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(AlertSuspensions.class);
    private static final UUID NOBODY = new UUID(0, 0);

    /** Who asks. */
    static final String BY = "passerelle";

    private final SuspensionStore store;
    private final SimRequests requests;
    private final SimCards cards;
    private final TransactionTemplate transaction;

    AlertSuspensions(
            SuspensionStore store,
            SimRequests requests,
            SimCards cards,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.requests = requests;
        this.cards = cards;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Asks for what is due.
     *
     * @return how many attempts were made
     */
    int ask(Instant now) {
        Instant until = now.plus(LEASE).truncatedTo(ChronoUnit.MICROS);
        for (int made = 0; made < AT_ONCE; made++) {
            Optional<Alert> due = store.claim(now, until);
            if (due.isEmpty()) {
                return made;
            }
            ask(due.get(), until, now);
        }
        return AT_ONCE;
    }

    /**
     * Has what was refused asked for again later.
     *
     * @return of how many alerts
     */
    int askAgain(Instant now) {
        return store.armAgain(
                BY, now.minus(PATIENCE), now.plus(AFTER_REFUSAL).truncatedTo(ChronoUnit.MICROS));
    }

    private void ask(Alert alert, Instant claimed, Instant now) {
        try {
            // the look that drops what was asked before may come later, or fail
            Optional<SuspensionOutcome> unwanted = unwanted(alert);
            if (unwanted.isPresent()) {
                note(alert, claimed, unwanted.get());
                return;
            }
            Sim sim = cards.get(byItself(alert), alert.subjectId());
            SuspensionOutcome obstacle = obstacle(sim).orElse(null);
            if (obstacle == null) {
                suspend(alert, claimed);
            } else if (obstacle == SuspensionOutcome.DELAYED) {
                later(alert, claimed, now);
            } else {
                note(alert, claimed, obstacle);
            }
        } catch (NotFound e) {
            note(alert, claimed, SuspensionOutcome.NOT_POSSIBLE);
        } catch (Conflict | Refused e) {
            later(alert, claimed, now); // somebody was quicker: the card is looked at anew
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("alert", alert.id())
                    .addKeyValue("reason", StoreFaults.reason(e))
                    .setCause(StoreFaults.isAway(e) ? null : e)
                    .log("a suspension could not be asked for");
            later(alert, claimed, now);
        }
    }

    private Optional<SuspensionOutcome> unwanted(Alert alert) {
        return alert.state() == Alert.State.CLOSED
                ? Optional.of(SuspensionOutcome.DROPPED)
                : store.unwanted(alert.id());
    }

    /** What keeps a card from being suspended now. */
    private static Optional<SuspensionOutcome> obstacle(Sim sim) {
        if (sim.guards().terminationProtected()) {
            return Optional.of(SuspensionOutcome.PROTECTED);
        }
        return switch (sim.status()) {
            case ACTIVE -> Optional.empty();
            case SUSPENDED -> Optional.of(SuspensionOutcome.ALREADY);
            case SimStatus status when status.isWaiting() -> Optional.of(SuspensionOutcome.DELAYED);
            default -> Optional.of(SuspensionOutcome.NOT_POSSIBLE);
        };
    }

    private void suspend(Alert alert, Instant claimed) {
        transaction.executeWithoutResult(status -> {
            requests.ask(
                    byItself(alert),
                    alert.subjectId(),
                    null,
                    SimAction.SUSPEND,
                    "Passerelle: " + alert.ruleName());
            if (!store.note(alert.id(), claimed, SuspensionOutcome.ASKED, null)) {
                status.setRollbackOnly(); // it took too long: somebody else has it, or its rule
                // wants it no longer
            }
        });
    }

    private void later(Alert alert, Instant claimed, Instant now) {
        if (alert.openedAt().plus(PATIENCE).isBefore(now)) {
            note(alert, claimed, SuspensionOutcome.GIVEN_UP);
            return;
        }
        Instant next = now.plus(pause(alert.actionTries() + 1)).truncatedTo(ChronoUnit.MICROS);
        store.note(alert.id(), claimed, SuspensionOutcome.DELAYED, next);
    }

    /** Doubles with each attempt. */
    static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(tries - 1L, 0, DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void note(Alert alert, Instant claimed, SuspensionOutcome outcome) {
        store.note(alert.id(), claimed, outcome, null);
    }

    /** Who acts when nobody does: may ask for this, and sees the card. */
    private static Viewer byItself(Alert alert) {
        return new Viewer(
                NOBODY,
                BY,
                "Passerelle",
                alert.organisationId(),
                OrganisationKind.CUSTOMER,
                Set.of(Right.MANAGE_SIMS),
                Locale.UK,
                ZoneOffset.UTC,
                "system",
                new Visible.Organisations(Set.of(alert.organisationId())),
                "",
                null);
    }
}
