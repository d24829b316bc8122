package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventKind;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.OperatorAnswer.Effect;
import io.passerelle.sims.store.SimRequestStore;
import io.passerelle.store.ChangeFeed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is asked of mobile operators, and what becomes of it (M2M-3, M2M-5). Asking moves the card
 * to the status in which it waits, the answer moves it on or back; every move is {@link
 * SimAction}'s. Live topic {@value #TOPIC}.
 *
 * <p>Answers may come twice, late, or never: the first one counts. A confirmation of what was
 * already given up counts as long as the card is still where it was; one of what was withdrawn is
 * only noted.
 */
@Service
public class SimRequests {

    /** The live topic that tells that one changed. */
    public static final String TOPIC = "sim-requests";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "sim-request";

    /** Adapter of the requests that the operator's people answer by hand. */
    public static final String MANUAL = "MANUAL";

    /** Adapter of the requests that cannot be taken back once they were sent. */
    public static final String REST = "REST";

    private static final int TEXT_AT_MOST = 500;

    private final SimRequestStore store;
    private final SimCards cards;
    private final Replacement replacement;
    private final SimEvents events;
    private final Audit audit;

    SimRequests(
            SimRequestStore store,
            SimCards cards,
            Replacement replacement,
            SimEvents events,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.cards = cards;
        this.replacement = replacement;
        this.events = events;
        this.audit = audit;
        LiveTopics.Topic topic = topics.topic(TOPIC);
        feed.on("sim_request", topic::changed);
    }

    /** The list. */
    public Listing<SimRequest> listing() {
        return store.listing();
    }

    /** One the viewer sees. */
    public SimRequest get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(request -> viewer.sees(request.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** The mobile operator a request went to; empty when there is no such request. */
    public Optional<String> operatorOf(UUID id) {
        return store.byId(id).map(SimRequest::operator);
    }

    /** Asks for something that brings no new card. */
    @Transactional
    public SimRequest ask(
            Viewer viewer,
            UUID simId,
            @Nullable Integer version,
            SimAction action,
            String comment) {
        return ask(viewer, simId, version, action, comment, NewCard.UNKNOWN);
    }

    /**
     * Asks for something.
     *
     * @param version the card's when the person looked at it: {@link Conflict} when somebody else
     *     changed it since; null when nobody looked
     * @param comment for who answers; up to 500 characters
     * @param wanted of a replacement: the new card, as far as it is known; else it does not count
     * @throws Refused when the card's status does not allow it
     */
    @Transactional
    public SimRequest ask(
            Viewer viewer,
            UUID simId,
            @Nullable Integer version,
            SimAction action,
            String comment,
            NewCard wanted) {
        Sim sim = cards.get(viewer, simId);
        audit.require(viewer, Right.MANAGE_SIMS, "sim.request", SimCards.KIND, simId);
        SimStatus waiting = action.waiting();
        if (waiting == null) {
            throw Refused.field("action", "sim.action.request", action.name());
        }
        if (version != null && version != sim.version()) {
            throw new Conflict(SimCards.KIND, simId);
        }
        action.require(sim);
        if (comment.length() > TEXT_AT_MOST) {
            throw Refused.field("comment", "too.long", TEXT_AT_MOST);
        }
        NewCard card =
                action == SimAction.REPLACE ? replacement.wanted(sim, wanted) : NewCard.UNKNOWN;
        SimRequest asked = place(viewer.login(), sim, action, waiting, comment, card);
        audit.done(viewer, "sim.request", KIND, asked.id(), sim.organisationId(), null, asked);
        return asked;
    }

    /**
     * Asks for something by itself, because a rule says so; takes part in the caller's transaction.
     *
     * @param by which rule, in a word
     * @return empty when the card does not allow it now
     */
    @Transactional
    public Optional<SimRequest> askByItself(
            String by, UUID simId, SimAction action, String comment) {
        Sim sim = cards.find(simId).orElse(null);
        SimStatus waiting = action.waiting();
        if (sim == null || waiting == null || action.obstacle(sim).isPresent()) {
            return Optional.empty();
        }
        SimRequest asked = place(by, sim, action, waiting, comment, NewCard.UNKNOWN);
        audit.doneByItself(by, "sim.request", KIND, asked.id(), sim.organisationId(), null, asked);
        return Optional.of(asked);
    }

    private SimRequest place(
            String by, Sim sim, SimAction action, SimStatus waiting, String comment, NewCard card) {
        if (!store.move(sim.id(), sim.version(), sim.status(), waiting, sim.status())) {
            throw new Conflict(SimCards.KIND, sim.id());
        }
        UUID id = Ids.next();
        store.insert(SimRequest.asked(id, by, sim, action, comment, card));
        SimRequest asked = store.byId(id).orElseThrow();
        events.request(EventKind.SIM_REQUEST_ASKED, asked, by, Reason.said(comment));
        return asked;
    }

    /**
     * Takes one request back.
     *
     * @throws Conflict when it has been answered meanwhile
     */
    @Transactional
    public void withdrawOpen(Viewer viewer, SimRequest request) {
        boolean open =
                store.openOf(request.simId())
                        .filter(found -> found.id().equals(request.id()))
                        .isPresent();
        if (!open) {
            throw new Conflict(KIND, request.id());
        }
        withdraw(viewer, request.simId());
    }

    /** Takes back what a card waits for. */
    @Transactional
    public Sim withdraw(Viewer viewer, UUID simId) {
        Sim sim = cards.get(viewer, simId);
        audit.require(viewer, Right.MANAGE_SIMS, "sim.withdraw", SimCards.KIND, simId);
        SimAction.WITHDRAW.require(sim);
        Optional<SimRequest> open = store.openOf(simId);
        if (open.isPresent() && open.get().mayHaveArrived()) {
            throw Refused.field("action", "sim.request.sent");
        }
        SimStatus back =
                open.map(SimRequest::before)
                        .orElseGet(
                                () -> SimAction.waitedFor(sim.status()).orElseThrow().usualStart());
        if (!store.move(simId, null, sim.status(), back, null)) {
            throw new Conflict(SimCards.KIND, simId);
        }
        open.ifPresent(request -> {
            store.ended(request.id(), RequestState.WITHDRAWN, viewer.login(), Reason.NONE);
            events.request(EventKind.SIM_REQUEST_WITHDRAWN, request, viewer.login(), Reason.NONE);
        });
        Sim after = cards.get(viewer, simId);
        audit.done(viewer, "sim.withdraw", SimCards.KIND, simId, sim.organisationId(), sim, after);
        return after;
    }

    /**
     * A person of the operator's says what became of a request that waits for them.
     *
     * @param reason why not; needed for a refusal
     */
    @Transactional
    public SimRequest answerByHand(Viewer viewer, UUID id, boolean confirmed, String reason) {
        return answerByHand(viewer, id, confirmed, reason, NewCard.UNKNOWN);
    }

    /**
     * The same, with the new card of a replacement.
     *
     * @param card what the request does not name of it yet
     */
    @Transactional
    public SimRequest answerByHand(
            Viewer viewer, UUID id, boolean confirmed, String reason, NewCard card) {
        SimRequest request = get(viewer, id);
        audit.require(viewer, Right.MANAGE_SIMS, "sim-request.answer", KIND, id);
        if (!viewer.isOperator()) {
            throw new Forbidden(Right.MANAGE_SIMS.name());
        }
        if (!request.adapter().equals(MANUAL)) {
            throw Refused.field("", "sim.request.not-manual");
        }
        if (!confirmed && reason.isBlank()) {
            throw Refused.field("reason", "required");
        }
        boolean replaces = confirmed && request.action() == SimAction.REPLACE;
        NewCard named = replaces ? replacement.named(request, card) : NewCard.UNKNOWN;
        var answer = new OperatorAnswer(confirmed, viewer.login(), Reason.said(reason), named);
        if (!(answered(id, answer) instanceof Effect.Counted)) {
            throw new Conflict(KIND, id);
        }
        SimRequest after = store.byId(id).orElseThrow();
        audit.done(
                viewer, "sim-request.answer", KIND, id, request.organisationId(), request, after);
        return after;
    }

    /** The mobile operators who have requests waiting, due or not, as the cards name them. */
    public List<String> operatorsWaiting() {
        return store.operatorsWaiting();
    }

    /**
     * Takes those that are due for this node alone, for as long as the lease lasts.
     *
     * @param operators whose, as {@link #operatorsWaiting} names them, the first of them first
     * @param each how many of one mobile operator at most
     */
    @Transactional
    public List<SimRequest> claim(List<String> operators, int each, int atMost, Duration lease) {
        return store.claim(operators, each, atMost, lease);
    }

    /** It was handed over. */
    @Transactional
    public void sent(UUID id, String adapter, String reference, @Nullable Duration lookAgain) {
        store.sent(id, adapter, reference, lookAgain);
    }

    /** It could not be handed over this time. */
    @Transactional
    public void later(UUID id, String adapter, Reason reason, Duration wait) {
        store.later(id, adapter, reason, wait);
    }

    /** It could not be handed over, and is given up: the card is where it was. */
    @Transactional
    public void giveUp(UUID id, String adapter, Reason reason) {
        store.locked(id)
                .filter(request -> request.state().isOpen())
                .ifPresent(request -> {
                    back(request);
                    store.ended(id, RequestState.FAILED, adapter, reason);
                    events.request(EventKind.SIM_REQUEST_FAILED, request, adapter, reason);
                });
    }

    /** The mobile operator answered; a second or late answer does not count. */
    @Transactional
    public Effect answered(UUID id, OperatorAnswer answer) {
        SimRequest request = store.locked(id).orElse(null);
        if (request == null) {
            return new Effect.TooLate();
        }
        if (!request.state().isOpen()) {
            return late(request, answer);
        }
        if (!answer.confirmed()) {
            back(request);
            store.ended(id, RequestState.REFUSED, answer.by(), answer.reason());
            events.request(EventKind.SIM_REQUEST_REFUSED, request, answer.by(), answer.reason());
            return new Effect.Counted();
        }
        Optional<Reason> obstacle = obstacle(request, answer);
        if (obstacle.isPresent()) {
            return new Effect.Unusable(obstacle.get());
        }
        events.request(EventKind.SIM_REQUEST_CONFIRMED, request, answer.by(), Reason.NONE);
        forward(request, Objects.requireNonNull(request.action().waiting()), answer);
        store.ended(id, RequestState.CONFIRMED, answer.by(), answer.reason());
        return new Effect.Counted();
    }

    private Effect late(SimRequest request, OperatorAnswer answer) {
        if (!answer.confirmed() || request.state() == RequestState.CONFIRMED) {
            return new Effect.TooLate();
        }
        if (request.state() == RequestState.FAILED
                && obstacle(request, answer).isEmpty()
                && forward(request, request.before(), answer)) {
            events.request(EventKind.SIM_REQUEST_CONFIRMED, request, answer.by(), Reason.NONE);
            store.ended(request.id(), RequestState.CONFIRMED, answer.by(), Reason.NONE);
            return new Effect.Counted();
        }
        store.note(request.id(), request.reason().after("LATE_CONFIRMATION", answer.by()));
        return new Effect.TooLate();
    }

    private Optional<Reason> obstacle(SimRequest request, OperatorAnswer answer) {
        return request.action() == SimAction.REPLACE
                ? replacement.obstacle(request, answer.card())
                : Optional.empty();
    }

    /** A card that somebody moved by hand meanwhile stays where they put it. */
    private boolean forward(SimRequest request, SimStatus from, OperatorAnswer answer) {
        SimStatus result = Objects.requireNonNull(request.action().result());
        boolean moved;
        if (request.action() == SimAction.REPLACE) {
            Optional<UUID> came = replacement.carryOut(request, from, answer.card());
            came.ifPresent(sim -> store.replaced(request.id(), sim));
            moved = came.isPresent();
        } else {
            moved = store.move(request.simId(), null, from, result, null);
        }
        if (moved) {
            events.moved(request, from, result, answer.by());
        }
        return moved;
    }

    private void back(SimRequest request) {
        SimStatus waiting = Objects.requireNonNull(request.action().waiting());
        store.move(request.simId(), null, waiting, request.before(), null);
    }
}
