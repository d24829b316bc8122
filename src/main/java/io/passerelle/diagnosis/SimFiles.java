package io.passerelle.diagnosis;

import io.passerelle.accounts.Viewer;
import io.passerelle.connections.Connections;
import io.passerelle.connections.OpenEverywhere;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.Sessions;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatusHistory;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Puts the file of a card together. A dozen short queries, each by an index of the card. */
@Service
public class SimFiles {

    private static final int OPEN_AT_MOST = 16;
    private static final int ROWS = 5;
    private static final int EVENTS = 12;

    private final SimCards cards;
    private final Sessions sessions;
    private final RouteStates routes;
    private final OpenEverywhere open;
    private final Connections connections;
    private final SimRequests requests;
    private final SimStatusHistory statuses;
    private final Timeline timeline;
    private final Looks looks;

    SimFiles(
            SimCards cards,
            Sessions sessions,
            RouteStates routes,
            OpenEverywhere open,
            Connections connections,
            SimRequests requests,
            SimStatusHistory statuses,
            Timeline timeline,
            Looks looks) {
        this.cards = cards;
        this.sessions = sessions;
        this.routes = routes;
        this.open = open;
        this.connections = connections;
        this.requests = requests;
        this.statuses = statuses;
        this.timeline = timeline;
        this.looks = looks;
    }

    /** The file of a card the viewer sees. */
    public SimFile of(Viewer viewer, UUID simId) {
        Sim sim = cards.get(viewer, simId);
        ListQuery of = ListQuery.ALL.withFilter("simId", simId.toString());
        return new SimFile(
                sim,
                page(viewer, sessions.listing(), of.withFilter("open", "true"), OPEN_AT_MOST),
                page(viewer, sessions.listing(), of.withFilter("open", "false"), ROWS),
                routes.of(sim.groupId()),
                page(viewer, open, of, OPEN_AT_MOST),
                page(viewer, connections.listing(), of, ROWS),
                page(viewer, requests.listing(), of, ROWS),
                page(viewer, statuses.listing(), of, ROWS),
                timeline.latest(viewer, simId, EVENTS),
                timeline.latest(
                        viewer, simId, ROWS, TimelineKind.SIGN_ON_REFUSED, TimelineKind.REFUSAL),
                looks.last(viewer, simId, ROWS));
    }

    private static <R> List<R> page(Viewer viewer, Listing<R> rows, ListQuery query, int most) {
        return rows.page(viewer.visible(), query, 0, most);
    }
}
