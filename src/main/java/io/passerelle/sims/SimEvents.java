package io.passerelle.sims;

import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventDraft;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is told of cards (ALL-7), in the transaction of the change. */
@Component
class SimEvents {

    private final Events events;

    SimEvents(Events events) {
        this.events = events;
    }

    /** Something became of a request. */
    void request(EventKind kind, SimRequest request, String by, Reason reason) {
        events.publish(draft(kind, request, by, reason));
    }

    /** The same became of many requests. */
    void requests(EventKind kind, List<SimRequest> requests, String by, Reason reason) {
        events.publish(requests.stream().map(r -> draft(kind, r, by, reason)).toList());
    }

    /**
     * Many requests were confirmed.
     *
     * @param moved the cards this brought to another status
     */
    void confirmed(
            List<SimRequest> requests, Set<UUID> moved, SimStatus from, SimStatus to, String by) {
        List<EventDraft> drafts = new ArrayList<>();
        for (SimRequest request : requests) {
            drafts.add(draft(EventKind.SIM_REQUEST_CONFIRMED, request, by, Reason.NONE));
            if (moved.contains(request.simId())) {
                drafts.add(move(request, from, to, by));
            }
        }
        events.publish(drafts);
    }

    private static EventDraft draft(EventKind kind, SimRequest request, String by, Reason reason) {
        EventDraft draft =
                card(kind, request.organisationId(), request.simId(), request.iccid())
                        .by(by)
                        .with(EventField.REQUEST, request.id())
                        .with(EventField.ACTION, request.action())
                        .with(EventField.OPERATOR, request.operator());
        return kind.fields().contains(EventField.REASON)
                ? draft.with(EventField.REASON, words(reason))
                : draft;
    }

    private static String words(Reason reason) {
        return reason.text().isEmpty() ? reason.code() : reason.text();
    }

    /** A request brought the card to another status. */
    void moved(SimRequest request, SimStatus from, SimStatus to, String by) {
        events.publish(move(request, from, to, by));
    }

    private static EventDraft move(SimRequest request, SimStatus from, SimStatus to, String by) {
        return card(kindOf(to), request.organisationId(), request.simId(), request.iccid())
                .by(by)
                .with(EventField.FROM, from)
                .with(EventField.TO, to)
                .with(EventField.REASON, request.comment());
    }

    /** Somebody changed a card by hand; its status may be another. */
    void changed(Viewer viewer, Sim before, Sim after) {
        if (before.status() != after.status()) {
            events.publish(
                    card(kindOf(after.status()), after.organisationId(), after.id(), after.iccid())
                            .by(viewer)
                            .with(EventField.FROM, before.status())
                            .with(EventField.TO, after.status()));
        }
    }

    /** A card was added. */
    void created(Viewer viewer, Sim sim) {
        events.publish(
                card(EventKind.SIM_CREATED, sim.organisationId(), sim.id(), sim.iccid())
                        .by(viewer)
                        .with(EventField.TO, sim.status()));
    }

    private static EventDraft card(EventKind kind, UUID organisationId, UUID simId, String iccid) {
        return kind.of(organisationId, simId, iccid).with(EventField.ICCID, iccid);
    }

    private static EventKind kindOf(SimStatus status) {
        return switch (status) {
            case ACTIVE -> EventKind.SIM_ACTIVATED;
            case SUSPENDED -> EventKind.SIM_SUSPENDED;
            case TERMINATED -> EventKind.SIM_TERMINATED;
            default -> EventKind.SIM_STATUS;
        };
    }
}
