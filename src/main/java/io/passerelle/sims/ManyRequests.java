package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventKind;
import io.passerelle.foundation.Ids;
import io.passerelle.sims.store.ManyRequestsStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What {@link SimRequests} does with one request, done with hundreds in one transaction and a few
 * statements (M2M-3): a hundred thousand cards are suspended in the time one by one would take for
 * a few thousand. What is not usual, such as late answers and replacements, is left to it.
 */
@Service
public class ManyRequests {

    private final ManyRequestsStore store;
    private final SimEvents events;
    private final Audit audit;

    ManyRequests(ManyRequestsStore store, SimEvents events, Audit audit) {
        this.store = store;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Asks the same for many cards, in the caller's transaction; who may, and that each card allows
     * it, was looked at.
     *
     * @param sims as they are, locked until the end of the transaction
     * @param job by which job
     */
    void ask(Viewer viewer, List<Sim> sims, SimAction action, String comment, UUID job) {
        SimStatus waiting = Objects.requireNonNull(action.waiting());
        store.moveAll(sims, waiting);
        List<SimRequest> asked =
                sims.stream()
                        .map(sim ->
                                SimRequest.asked(
                                        Ids.next(),
                                        viewer.login(),
                                        sim,
                                        action,
                                        comment,
                                        NewCard.UNKNOWN))
                        .toList();
        store.insertAll(asked, job);
        events.requests(EventKind.SIM_REQUEST_ASKED, asked, viewer.login(), Reason.said(comment));
        Map<UUID, List<Sim>> owners =
                sims.stream().collect(Collectors.groupingBy(Sim::organisationId));
        owners.forEach((owner, theirs) ->
                audit.done(
                        viewer,
                        "sim.request",
                        SimJobs.KIND,
                        job,
                        owner,
                        SimCards.told(theirs, sim -> sim.status().name()),
                        SimCards.told(theirs, sim -> waiting.name())));
    }

    /** Their operators have them and will answer. */
    @Transactional
    public void sent(Collection<UUID> ids, String adapter, @Nullable Duration lookAgain) {
        store.sent(ids, adapter, lookAgain);
    }

    /** What is written in the same way: by one statement of each kind. */
    private record Alike(SimAction action, SimStatus before, OperatorAnswer answer) {}

    /**
     * Mobile operators answered.
     *
     * @param answers by request
     * @return the requests whose answer is not usual: nothing was done about them, {@link
     *     SimRequests#answered} is to be asked
     */
    @Transactional
    public Set<UUID> answered(Map<UUID, OperatorAnswer> answers) {
        Set<UUID> left = new HashSet<>(answers.keySet());
        Map<Alike, List<SimRequest>> alike = new LinkedHashMap<>();
        for (SimRequest request : store.locked(answers.keySet())) {
            OperatorAnswer answer = Objects.requireNonNull(answers.get(request.id()));
            boolean replaces = answer.confirmed() && request.action() == SimAction.REPLACE;
            if (request.state().isOpen() && !replaces) {
                var how = new Alike(request.action(), request.before(), answer);
                alike.computeIfAbsent(how, ignored -> new ArrayList<>()).add(request);
                left.remove(request.id());
            }
        }
        alike.forEach(this::answered);
        return left;
    }

    private void answered(Alike how, List<SimRequest> requests) {
        OperatorAnswer answer = how.answer;
        SimStatus waiting = Objects.requireNonNull(how.action.waiting());
        SimStatus result = Objects.requireNonNull(how.action.result());
        List<UUID> sims = requests.stream().map(SimRequest::simId).toList();
        // a card that somebody moved by hand meanwhile stays where they put it
        Set<UUID> moved = store.move(sims, waiting, answer.confirmed() ? result : how.before);
        store.ended(
                requests.stream().map(SimRequest::id).toList(),
                answer.confirmed() ? RequestState.CONFIRMED : RequestState.REFUSED,
                answer.by(),
                answer.reason());
        if (answer.confirmed()) {
            events.confirmed(requests, moved, waiting, result, answer.by());
        } else {
            events.requests(EventKind.SIM_REQUEST_REFUSED, requests, answer.by(), answer.reason());
        }
    }
}
