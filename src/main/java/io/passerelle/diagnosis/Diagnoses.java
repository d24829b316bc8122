package io.passerelle.diagnosis;

import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.Alert;
import io.passerelle.alerts.Alerts;
import io.passerelle.connections.Connections;
import io.passerelle.connections.OpenEverywhere;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Visible;
import io.passerelle.sessions.Authentications;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.RadiusStrangers.Stranger;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.Sessions;
import io.passerelle.sims.AccessPoints;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.sims.SimStatusChange;
import io.passerelle.sims.SimStatusHistory;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Why a terminal does not work, from its own events (M2M-9). Gathers what the {@link Chain} judges;
 * of others than the viewer sees it is told only that they exist.
 */
@Service
public class Diagnoses {

    private static final int ATTEMPTS = 50;
    private static final int SESSIONS = 20;
    private static final int CONNECTIONS = 200;
    private static final int OPEN = 50;
    private static final Duration STRANGERS = Duration.ofDays(1);

    private final SimCards cards;
    private final SimRequests requests;
    private final SimStatusHistory statuses;
    private final Alerts alerts;
    private final AccessPoints accessPoints;
    private final Organisations organisations;
    private final Authentications authentications;
    private final Sessions sessions;
    private final NasDirectory servers;
    private final Connections connections;
    private final OpenEverywhere open;
    private final RouteStates routes;

    Diagnoses(
            SimCards cards,
            SimRequests requests,
            SimStatusHistory statuses,
            Alerts alerts,
            AccessPoints accessPoints,
            Organisations organisations,
            Authentications authentications,
            Sessions sessions,
            NasDirectory servers,
            Connections connections,
            OpenEverywhere open,
            RouteStates routes) {
        this.cards = cards;
        this.requests = requests;
        this.statuses = statuses;
        this.alerts = alerts;
        this.accessPoints = accessPoints;
        this.organisations = organisations;
        this.authentications = authentications;
        this.sessions = sessions;
        this.servers = servers;
        this.connections = connections;
        this.open = open;
        this.routes = routes;
    }

    /** The diagnosis of a card the viewer sees. */
    public Diagnosis of(Viewer viewer, UUID simId) {
        return Diagnosis.of(evidence(viewer, cards.get(viewer, simId)));
    }

    private Evidence evidence(Viewer viewer, Sim sim) {
        ListQuery of = ListQuery.ALL.withFilter("simId", sim.id().toString());
        Visible visible = viewer.visible();
        Instant now = Instant.now();
        List<Session> online =
                page(sessions.listing(), visible, of.withFilter("open", "true"), SESSIONS);
        List<Session> ended =
                page(sessions.listing(), visible, of.withFilter("open", "false"), SESSIONS);
        return new Evidence(
                now,
                sim,
                disabled(viewer, sim),
                pending(visible, of),
                moved(visible, of),
                stop(viewer, sim, of),
                page(authentications.listing(), visible, of, ATTEMPTS),
                online,
                ended,
                clashing(viewer, sim, online, ended),
                page(connections.listing(), visible, of, CONNECTIONS),
                page(open, visible, of, OPEN),
                routes.of(sim.groupId()),
                strangers(viewer, now),
                reports(online));
    }

    private static <R> List<R> page(Listing<R> rows, Visible visible, ListQuery query, int most) {
        return rows.page(visible, query, 0, most);
    }

    /** One above the viewer's own is not named. */
    private Optional<String> disabled(Viewer viewer, Sim sim) {
        return organisations.tree().upwards(sim.organisationId()).stream()
                .filter(organisation -> !organisation.enabled())
                .findFirst()
                .map(organisation -> viewer.sees(organisation.id()) ? organisation.name() : "");
    }

    private Optional<SimRequest> pending(Visible visible, ListQuery of) {
        return page(requests.listing(), visible, of.withFilter("state", "PENDING", "SENT"), 1)
                .stream()
                .findFirst();
    }

    private Optional<SimStatusChange> moved(Visible visible, ListQuery of) {
        return page(statuses.listing(), visible, of, 1).stream().findFirst();
    }

    /** Who had it suspended, if a rule of alerts did: the last suspension tells. */
    private Optional<Alert> stop(Viewer viewer, Sim sim, ListQuery of) {
        if (sim.status() != SimStatus.SUSPENDED) {
            return Optional.empty();
        }
        ListQuery suspensions = of.withFilter("action", SimAction.SUSPEND.name());
        return page(requests.listing(), viewer.visible(), suspensions, 1).stream()
                .findFirst()
                .flatMap(suspension -> alerts.behind(viewer, suspension));
    }

    /** Whoever they belong to; of those the viewer does not see, without their number. */
    private List<Session> clashing(
            Viewer viewer, Sim sim, List<Session> online, List<Session> ended) {
        List<Session> own = new ArrayList<>(online);
        if (online.isEmpty()) {
            ended.stream().limit(1).filter(SessionRules::lostItsAddress).forEach(own::add);
        }
        List<Session> found = new ArrayList<>();
        for (Session session : own) {
            InetAddress address = session.address();
            if (address != null) {
                ListQuery same =
                        ListQuery.ALL
                                .withFilter("address", address.getHostAddress())
                                .withFilter("open", "true");
                page(sessions.listing(), new Visible.Everything(), same, SESSIONS).stream()
                        .filter(other -> !other.simId().equals(sim.id()))
                        .filter(other -> SessionRules.mayClash(session, other))
                        .map(other -> viewer.sees(other.organisationId()) ? other : hidden(other))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Session hidden(Session other) {
        return new Session(
                other.id(),
                other.simId(),
                "",
                "",
                other.organisationId(),
                other.nasId(),
                "",
                null,
                "",
                "",
                other.address(),
                "",
                "",
                "",
                "",
                "",
                other.startedAt(),
                other.lastAt(),
                null,
                null,
                "",
                0,
                0,
                0,
                0);
    }

    /** Who runs the access servers is the operator. */
    private List<Stranger> strangers(Viewer viewer, Instant now) {
        return viewer.isOperator() ? servers.strangers().since(now.minus(STRANGERS)) : List.of();
    }

    private Duration reports(List<Session> online) {
        return online.stream()
                .findFirst()
                .flatMap(session -> accessPoints.byName(session.accessPoint()))
                .map(point -> Duration.ofSeconds(point.interimInterval()))
                .orElse(Duration.ZERO);
    }
}
