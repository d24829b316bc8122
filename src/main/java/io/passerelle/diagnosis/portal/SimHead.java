package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.portal.SimWords;
import org.jspecify.annotations.Nullable;

/**
 * What stands above both pages of a card: which one it is, its status, the way to the other page.
 */
final class SimHead extends Div {

    private final Place place;
    private @Nullable Sim shown;

    /** The pages of a card. */
    enum Place {
        /** Everything on one page. */
        OVERVIEW(""),
        /** All that happened. */
        TIMELINE("/timeline");

        private final String end;

        Place(String end) {
            this.end = end;
        }
    }

    SimHead(Place place) {
        this.place = place;
        addClassName("sim-head");
    }

    void show(Sim sim) {
        if (sim.equals(shown)) {
            return;
        }
        shown = sim;
        removeAll();
        H2 number = new H2(sim.iccid());
        number.addClassName("mono");
        Span label = new Span(sim.label());
        label.addClassName("label");
        Div who = new Div(number, Badges.of(SimWords.status(sim)), label);
        who.addClassName("who-is-it");
        Nav ways = new Nav();
        ways.getElement().setAttribute("aria-label", Texts.text(Card.NAME + ".ways"));
        for (Place other : Place.values()) {
            Anchor way = new Anchor("sims/" + sim.id() + other.end, Texts.text(Card.NAME, other));
            way.setId("sim-file-way-" + other.name().toLowerCase(java.util.Locale.ROOT));
            if (other == place) {
                way.getElement().setAttribute("aria-current", "page");
            }
            ways.add(way);
        }
        Anchor list = new Anchor("sims?id=" + sim.id(), Texts.text(Card.NAME + ".list"));
        list.setId("sim-file-way-list");
        ways.add(list);
        add(who, ways);
    }
}
