package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.diagnosis.RouteState;
import io.passerelle.diagnosis.RouteState.DestinationState;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Tone;
import io.passerelle.routing.portal.HealthBadge;
import io.passerelle.sims.Sim;
import java.util.ArrayList;
import java.util.List;

/** The routes that apply to it now, and how their destinations are doing. */
final class RoutesCard extends Card<RoutesCard.Shown> {

    private final Kit kit;

    /** The card's group and its routes. */
    record Shown(Sim sim, List<RouteState> routes) {}

    RoutesCard(Kit kit) {
        super("routes");
        this.kit = kit;
    }

    @Override
    List<Component> parts(Shown now) {
        List<Component> parts = new ArrayList<>();
        if (now.routes().isEmpty()) {
            parts.add(nothing("routes.none"));
        } else {
            UnorderedList list = new UnorderedList();
            list.addClassName("file-routes");
            now.routes().forEach(route -> list.add(line(route)));
            parts.add(list);
        }
        parts.add(all("routes.all", "routes?groupId=" + now.sim().groupId()));
        parts.add(all("routes.dryRun", "dry-run?sim=" + now.sim().iccid()));
        return parts;
    }

    private ListItem line(RouteState state) {
        Anchor port =
                new Anchor(
                        "routes?routeId=" + state.route().id(),
                        text("port", Integer.toString(state.route().inputPort())));
        Span label = new Span(state.route().label());
        label.addClassName("muted");
        Span head = new Span(port, label);
        head.addClassName("head");
        UnorderedList destinations = new UnorderedList();
        state.destinations().forEach(destination -> destinations.add(line(destination)));
        return new ListItem(head, destinations);
    }

    private ListItem line(DestinationState state) {
        Span target = new Span(state.destination().target().toString());
        target.addClassName("mono");
        Cell health =
                state.allowed()
                        ? HealthBadge.of(state.health(), kit.times())
                        : Cell.badge(text("routes.refused"), Tone.BAD);
        return new ListItem(target, Badges.of(health));
    }
}
