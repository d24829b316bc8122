package io.passerelle.sims;

import static io.passerelle.sims.SimStatus.ACTIVATABLE;
import static io.passerelle.sims.SimStatus.ACTIVATION_REQUESTED;
import static io.passerelle.sims.SimStatus.ACTIVE;
import static io.passerelle.sims.SimStatus.IN_REPLACEMENT;
import static io.passerelle.sims.SimStatus.REACTIVATION_REQUESTED;
import static io.passerelle.sims.SimStatus.SUSPENDED;
import static io.passerelle.sims.SimStatus.SUSPENSION_REQUESTED;
import static io.passerelle.sims.SimStatus.TERMINATED;
import static io.passerelle.sims.SimStatus.TERMINATION_REQUESTED;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a card (M2M-3): the one table of actions by status and right, and with it
 * every move between statuses (M2M-2). The context menu, the menus below the list, the API and
 * {@code docs/sim-lifecycle.md} read it; nothing else says what may be done when.
 */
public enum SimAction {
    /** Asks the mobile operator to put the card into service. */
    ACTIVATE(EnumSet.of(ACTIVATABLE), ACTIVATION_REQUESTED, ACTIVE),
    /** Asks the mobile operator to take the card out of service. */
    SUSPEND(EnumSet.of(ACTIVE), SUSPENSION_REQUESTED, SUSPENDED),
    /** Asks the mobile operator to put a suspended card back into service. */
    REACTIVATE(EnumSet.of(SUSPENDED), REACTIVATION_REQUESTED, ACTIVE),
    /**
     * Asks the mobile operator for another card in the place of this one. The other card is where
     * this one was, in service or suspended.
     */
    REPLACE(EnumSet.of(ACTIVE, SUSPENDED), IN_REPLACEMENT, TERMINATED),
    /** Asks the mobile operator to end the card for good. */
    TERMINATE(EnumSet.of(ACTIVATABLE, ACTIVE, SUSPENDED), TERMINATION_REQUESTED, TERMINATED),
    /** Takes back what was asked of the mobile operator. */
    WITHDRAW(
            EnumSet.of(
                    ACTIVATION_REQUESTED,
                    SUSPENSION_REQUESTED,
                    REACTIVATION_REQUESTED,
                    IN_REPLACEMENT,
                    TERMINATION_REQUESTED)),
    /** Changes the label. */
    LABEL(EnumSet.complementOf(EnumSet.of(TERMINATED))),
    /** Moves the card to another group. */
    GROUP(EnumSet.complementOf(EnumSet.of(TERMINATED))),
    /** Changes user name and password. */
    CREDENTIALS(EnumSet.complementOf(EnumSet.of(TERMINATED))),
    /** Adds tags and takes them away. */
    TAGS(EnumSet.complementOf(EnumSet.of(TERMINATED))),
    /** Locks the card to one device, or lifts that. */
    DEVICE(EnumSet.complementOf(EnumSet.of(TERMINATED))),
    /** Protects the card from termination, or lifts that. */
    PROTECTION(EnumSet.complementOf(EnumSet.of(TERMINATED))),
    /** Sets the date at which the card is suspended or terminated by itself. */
    EXPIRY(EnumSet.complementOf(EnumSet.of(TERMINATED))),
    /** Asks the network to end the card's open sessions. */
    DISCONNECT(EnumSet.allOf(SimStatus.class)),
    /** Sets status, address and access point by hand. */
    NETWORK(Menu.EDIT, Right.MANAGE_SIMS, true),
    /** Everything on the card in one place. */
    DETAILS(Menu.WINDOWS, null, false),
    /** The card's requests. */
    REQUESTS(Menu.WINDOWS, null, false),
    /** The card's sessions. */
    SESSIONS(Menu.WINDOWS, null, false),
    /** The card's attempts to sign on. */
    AUTHENTICATIONS(Menu.WINDOWS, null, false),
    /** The card's connections. */
    CONNECTIONS(Menu.WINDOWS, null, false),
    /** The routes of the card's group. */
    ROUTES(Menu.WINDOWS, null, false),
    /** What a connection of the card would do. */
    DRY_RUN(Menu.WINDOWS, null, false);

    /** What means nothing for a card of which nothing passes here (M2M-46). */
    private static final Set<SimAction> OF_SESSIONS =
            EnumSet.of(CREDENTIALS, DEVICE, DISCONNECT, SESSIONS, CONNECTIONS, ROUTES, DRY_RUN);

    /** Which of the menus below the list has it; the context menu has all of them. */
    public enum Menu {
        EDIT,
        WINDOWS
    }

    private final Menu menu;
    private final @Nullable Right right;
    private final boolean operatorOnly;
    private final Set<SimStatus> statuses;
    private final @Nullable SimStatus waiting;
    private final @Nullable SimStatus result;

    SimAction(Set<SimStatus> statuses, SimStatus waiting, SimStatus result) {
        this(Menu.EDIT, Right.MANAGE_SIMS, false, statuses, waiting, result);
    }

    SimAction(Set<SimStatus> statuses) {
        this(Menu.EDIT, Right.MANAGE_SIMS, false, statuses, null, null);
    }

    SimAction(Menu menu, @Nullable Right right, boolean operatorOnly) {
        this(menu, right, operatorOnly, EnumSet.allOf(SimStatus.class), null, null);
    }

    SimAction(
            Menu menu,
            @Nullable Right right,
            boolean operatorOnly,
            Set<SimStatus> statuses,
            @Nullable SimStatus waiting,
            @Nullable SimStatus result) {
        this.menu = menu;
        this.right = right;
        this.operatorOnly = operatorOnly;
        this.statuses = statuses;
        this.waiting = waiting;
        this.result = result;
    }

    /** Where it stands in the menus below the list. */
    public Menu menu() {
        return menu;
    }

    /** The right it needs; null when seeing the card is enough. */
    public @Nullable Right right() {
        return right;
    }

    /** Whether only the operator's people may do it. */
    public boolean isOperatorOnly() {
        return operatorOnly;
    }

    /** The status a card waits in for the answer; null for what is done at once. */
    public @Nullable SimStatus waiting() {
        return waiting;
    }

    /** The status a card has once it is confirmed; null for what is done at once. */
    public @Nullable SimStatus result() {
        return result;
    }

    /** Whether it asks something of the mobile operator. */
    public boolean isRequest() {
        return waiting != null;
    }

    /** Whether a card in that status allows it. */
    public boolean fits(SimStatus status) {
        return statuses.contains(status);
    }

    /** Whether it means anything for a card of that kind. */
    public boolean suits(SimKind kind) {
        return kind.passesHere() || !OF_SESSIONS.contains(this);
    }

    /** Whether a card's kind and status allow it. */
    public boolean fits(Sim sim) {
        return suits(sim.kind()) && fits(sim.status());
    }

    /** Whether somebody may do it at all. */
    public boolean isFor(Viewer viewer) {
        return !statuses.isEmpty()
                && (right == null || viewer.has(right))
                && (!operatorOnly || viewer.isOperator());
    }

    /** What somebody may do with a card in that status, in the order of the menus. */
    public static List<SimAction> possible(Viewer viewer, SimStatus status) {
        return Arrays.stream(values())
                .filter(action -> action.isFor(viewer) && action.fits(status))
                .toList();
    }

    /** What somebody may do with a card, in the order of the menus. */
    public static List<SimAction> possible(Viewer viewer, Sim sim) {
        return possible(viewer, sim.status()).stream()
                .filter(action -> action.suits(sim.kind()))
                .toList();
    }

    /** What a card in that status waits for; empty when it waits for nothing. */
    public static Optional<SimAction> waitedFor(SimStatus status) {
        return Arrays.stream(values()).filter(action -> action.waiting == status).findFirst();
    }

    /**
     * The status a card goes back to when nothing is remembered of where it came from: the usual
     * beginning of what it waits for.
     */
    SimStatus usualStart() {
        return this == TERMINATE || this == REPLACE ? ACTIVE : statuses.iterator().next();
    }

    /** Whether a card's protection from termination keeps it from this. */
    public boolean isStoppedByProtection() {
        return this == TERMINATE;
    }

    /** What keeps a card from it now; empty when nothing does. */
    public Optional<FieldError> obstacle(Sim sim) {
        if (!suits(sim.kind())) {
            return Optional.of(FieldError.of("action", "sim.public.action"));
        }
        if (!fits(sim.status())) {
            return Optional.of(
                    FieldError.of("action", "sim.action.status", name(), sim.status().name()));
        }
        return isStoppedByProtection() && sim.guards().terminationProtected()
                ? Optional.of(FieldError.of("action", "sim.protected"))
                : Optional.empty();
    }

    /**
     * Lets pass what the card allows.
     *
     * @throws Refused otherwise
     */
    void require(Sim sim) {
        obstacle(sim)
                .ifPresent(error -> {
                    throw Refused.of(List.of(error));
                });
    }
}
