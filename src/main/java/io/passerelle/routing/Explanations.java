package io.passerelle.routing;

import static io.passerelle.routing.Explanation.Step;
import static io.passerelle.routing.Explanation.Topic;
import static io.passerelle.routing.Explanation.Verdict;

import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.connections.LiveConnections;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The dry run: the relay's decisions, made with its own rules and snapshots, without a connection
 * (SPEC M2M-32).
 */
@Service
public class Explanations {

    private final SimCards cards;
    private final Organisations organisations;
    private final RouteTable table;
    private final RouteChecks checks;
    private final LinkPins pins;
    private final Prospects prospects;
    private final LiveConnections live;
    private final OpenConnectionSteps openSteps;

    Explanations(
            SimCards cards,
            Organisations organisations,
            RouteTable table,
            RouteChecks checks,
            LinkPins pins,
            Prospects prospects,
            LiveConnections live,
            OpenConnectionSteps openSteps) {
        this.cards = cards;
        this.organisations = organisations;
        this.table = table;
        this.checks = checks;
        this.pins = pins;
        this.prospects = prospects;
        this.live = live;
        this.openSteps = openSteps;
    }

    /**
     * What a connection of that card on that port would meet. May take a few seconds, for names
     * that are not known yet.
     *
     * @param inputPort without the shift
     * @throws Refused when the assumed draft could not be saved for its form
     */
    public Explanation explain(Viewer viewer, UUID simId, int inputPort, WhatIf whatIf) {
        Sim sim = cards.get(viewer, simId);
        List<Step> steps = new ArrayList<>();
        steps.add(card(sim));
        steps.add(session(sim));
        steps.add(Step.of(Topic.GROUP, Verdict.GOOD, "group", sim.group()));
        steps.add(limit(sim));
        Route route = route(viewer, sim, inputPort, whatIf.draft());
        if (route == null) {
            steps.add(Step.of(Topic.ROUTE, Verdict.STOPS, "route.none", inputPort, sim.group()));
            return new Explanation(false, steps, List.of());
        }
        String kind = whatIf.draft() == null ? "route.found" : "route.draft";
        steps.add(Step.of(Topic.ROUTE, Verdict.GOOD, kind, inputPort, route.label()));
        List<Explanation.Choice> choices = prospects.of(route, whatIf);
        steps.add(
                Step.of(
                        Topic.ORDER,
                        Verdict.GOOD,
                        "order",
                        SharePreview.of(route.destinations(), viewer.locale())));
        ProspectSteps.add(steps, choices);
        Route inForce = table.match(sim.groupId(), inputPort);
        steps.addAll(openSteps.of(viewer.visible(), inForce, route, whatIf));
        return new Explanation(
                steps.stream().noneMatch(step -> step.verdict() == Verdict.STOPS), steps, choices);
    }

    private Step card(Sim sim) {
        boolean enabled = organisations.tree().isEnabled(sim.organisationId());
        if (!enabled) {
            return Step.of(Topic.SIM, Verdict.STOPS, "sim.organisation", sim.iccid());
        }
        if (!sim.kind().passesHere()) {
            return Step.of(Topic.SIM, Verdict.STOPS, "sim.public", sim.iccid());
        }
        if (!sim.status().keepsRoutes()) {
            return Step.of(
                    Topic.SIM, Verdict.STOPS, "sim.routes", sim.iccid(), sim.status().name());
        }
        return sim.status().admitsSignOn(sim.statusBefore())
                ? Step.of(Topic.SIM, Verdict.GOOD, "sim.admitted", sim.iccid())
                : Step.of(Topic.SIM, Verdict.STOPS, "sim.status", sim.iccid(), sim.status().name());
    }

    private static Step session(Sim sim) {
        return sim.sessionId() == null || sim.address() == null
                ? Step.of(Topic.SESSION, Verdict.STOPS, "session.none")
                : Step.of(
                        Topic.SESSION,
                        Verdict.GOOD,
                        "session.open",
                        sim.address().getHostAddress());
    }

    private Step limit(Sim sim) {
        int open = live.ofSim(sim.id()).size();
        return open < sim.maxConnections()
                ? Step.of(Topic.LIMIT, Verdict.GOOD, "limit", open, sim.maxConnections())
                : Step.of(Topic.LIMIT, Verdict.STOPS, "limit.reached", open, sim.maxConnections());
    }

    private @Nullable Route route(
            Viewer viewer, Sim sim, int inputPort, @Nullable RouteDraft draft) {
        if (draft == null
                || draft.inputPort() != inputPort
                || !draft.groupId().equals(sim.groupId())) {
            return table.match(sim.groupId(), inputPort);
        }
        List<FieldError> errors = checks.form(draft);
        Refused.ifAny(errors);
        Route inForce = table.match(sim.groupId(), inputPort);
        // a pin that could not be saved is not followed; saving says so
        List<Destination> destinations = pins.judged(viewer, draft, inForce, new ArrayList<>());
        return new Route(
                new UUID(0, 0),
                sim.organisationId(),
                sim.groupId(),
                inputPort,
                RouteType.ofPort(inputPort).orElseThrow(),
                draft.label().strip(),
                draft.healthCheck(),
                draft.idleSeconds(),
                draft.whenLost(),
                destinations,
                0);
    }
}
