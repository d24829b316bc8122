package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Right;
import io.passerelle.diagnosis.SimFile;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.Timeline;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.NotNow;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.sims.Sim;
import io.passerelle.usage.portal.CardUsage;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Informations détaillées: everything on one card in one place, kept fresh (M2M-9). */
@Route("sims/:simId")
@PermitAll
class SimPage extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Kit kit;
    private final SimFileServices services;
    private final SimHead head = new SimHead(SimHead.Place.OVERVIEW);
    private final DiagnosisCard diagnosis;
    private final SessionCard session;
    private final RoutesCard routes;
    private final ConnectionsCard connections;
    private final RequestsCard status;
    private final IdentityCard identity;
    private final LooksCard looks;
    private final Speech speech;
    private @Nullable EventsCard latest;
    private @Nullable EventsCard errors;
    private @Nullable UUID simId;
    private boolean told;

    SimPage(Kit kit, SimFileServices services) {
        this.kit = kit;
        this.services = services;
        this.speech = services.speech(kit);
        this.diagnosis = new DiagnosisCard(kit, speech);
        this.session = new SessionCard(kit, services);
        this.routes = new RoutesCard(kit);
        this.connections = new ConnectionsCard(kit);
        this.status = new RequestsCard(kit, speech);
        this.identity = new IdentityCard(kit, services);
        this.looks = new LooksCard(kit);
        setId("sim-file");
        addClassNames("sim-file", "details");
        List<String> topics = new ArrayList<>(Timeline.TOPICS);
        topics.add(DestinationHealth.TOPIC);
        kit.live(this, topics, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<Sim> sim = sim(event, kit, services);
        if (sim.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        simId = sim.get().id();
        build(sim.get());
        refresh();
    }

    /** The card an address names, when the viewer may see it; that they look at it is noted. */
    static Optional<Sim> sim(BeforeEnterEvent event, Kit kit, SimFileServices services) {
        try {
            UUID id = UUID.fromString(event.getRouteParameters().get("simId").orElse(""));
            Sim sim = services.cards().get(kit.viewer(), id);
            services.looks().noted(kit.viewer(), sim);
            return Optional.of(sim);
        } catch (IllegalArgumentException | NotFound anybodyCanTypeAnAddress) {
            return Optional.empty();
        }
    }

    @Override
    public String getPageTitle() {
        return Texts.text(Card.NAME + ".title");
    }

    private void build(Sim sim) {
        removeAll();
        String all = "sims/" + sim.id() + "/timeline";
        EventsCard newest = new EventsCard("latest", kit, speech, all);
        EventsCard bad =
                new EventsCard("errors", kit, speech, all + "?kind=SIGN_ON_REFUSED&kind=REFUSAL");
        latest = newest;
        errors = bad;
        newest.addClassName("tall");
        Section usage =
                new Section(
                        new H3(Texts.text(Card.NAME + ".usage")),
                        new CardUsage(kit, services.consumption(), sim.id()));
        usage.addClassNames("file-card", "broad");
        Div cards = new Div();
        if (sim.kind().passesHere()) {
            cards.add(session, routes, newest, connections);
        } else {
            cards.add(newest);
        }
        cards.add(bad, status, usage, identity, looks);
        cards.addClassName("file-cards");
        looks.setVisible(kit.viewer().has(Right.READ_AUDIT));
        add(head, diagnosis, cards);
    }

    private void refresh() {
        UUID id = simId;
        if (id == null) {
            return;
        }
        try {
            Notices.guarded(() -> {
                diagnosis.show(DiagnosisCard.Shown.of(services.diagnoses().of(kit.viewer(), id)));
                show(services.files().of(kit.viewer(), id));
            });
        } catch (NotNow busy) {
            // what is shown stays; the next change reads it again
            if (!told) {
                told = true;
                Notices.failed(Texts.text("kit.list." + busy.why().key()));
            }
        }
    }

    private void show(SimFile file) {
        Sim sim = file.sim();
        head.show(sim);
        session.show(new SessionCard.Shown(sim.id(), file.open(), file.ended()));
        routes.show(new RoutesCard.Shown(sim, file.routes()));
        connections.show(new ConnectionsCard.Shown(sim.id(), file.carried(), file.recent()));
        status.show(new RequestsCard.Shown(sim, file.requests(), file.statuses()));
        identity.show(sim);
        looks.show(file.looks());
        if (latest != null && errors != null) {
            latest.show(file.latest());
            errors.show(file.errors());
        }
    }
}
