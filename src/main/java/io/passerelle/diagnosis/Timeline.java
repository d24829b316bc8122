package io.passerelle.diagnosis;

import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.Alerts;
import io.passerelle.connections.LiveConnections;
import io.passerelle.diagnosis.store.TimelineStore;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.Authentications;
import io.passerelle.sessions.Sessions;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimRequests;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * All that happened to a card in one order (M2M-9): attempts to sign on, sessions, connections and
 * refusals at the gateway, requests and what came of them, alerts, changes of its status.
 */
@Service
public class Timeline {

    /** The live topics that tell that there may be more. */
    public static final List<String> TOPICS =
            List.of(
                    Authentications.TOPIC,
                    Sessions.TOPIC,
                    LiveConnections.TOPIC,
                    SimRequests.TOPIC,
                    Alerts.TOPIC,
                    "sims");

    private final TimelineStore store;
    private final EventReader events;
    private final SimCards cards;

    Timeline(TimelineStore store, EventReader events, SimCards cards) {
        this.store = store;
        this.events = events;
        this.cards = cards;
    }

    /**
     * The list of a card the viewer sees: filters {@code kind}, {@code since}, {@code until};
     * newest first. Of events that belong to organisations the viewer does not see, nothing is
     * told.
     */
    public Listing<TimelineEvent> of(Viewer viewer, UUID simId) {
        cards.get(viewer, simId);
        return listing(simId);
    }

    /** The newest events of some kinds, of a card the viewer sees. */
    public List<TimelineEvent> latest(Viewer viewer, UUID simId, int limit, TimelineKind... kinds) {
        String[] names = new String[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            names[i] = kinds[i].name();
        }
        return of(viewer, simId)
                .page(viewer.visible(), ListQuery.ALL.withFilter("kind", names), 0, limit);
    }

    /** The same without a question whose it is: for what is known of the list itself. */
    Listing<TimelineEvent> listing(UUID simId) {
        return new TimelineListing(store, events, simId);
    }

    /** What any card's list can be asked. */
    public Listing<TimelineEvent> shape() {
        return listing(new UUID(0, 0));
    }
}
