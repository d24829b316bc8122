package io.passerelle.egress.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.EgressLinks;
import io.passerelle.egress.LinkCheck;
import io.passerelle.egress.LinkEnd;
import io.passerelle.egress.NodeLinkState;
import io.passerelle.foundation.Cidr;
import io.passerelle.nodes.Nodes;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** All that is known of a link: how every node sees it, and what customers may do with it. */
final class LinkDetails extends Div {

    private static final String NAME = "egress.details";

    private final Kit kit;
    private final EgressLinks links;
    private final Nodes nodes;
    private final UUID id;

    LinkDetails(Kit kit, EgressLinks links, Nodes nodes, EgressLink link) {
        this.kit = kit;
        this.links = links;
        this.nodes = nodes;
        this.id = link.id();
        setId("egress-details");
        addClassName("details");
        show(link);
        kit.live(this, EgressLinks.TOPIC, this::refresh);
        kit.live(this, Nodes.TOPIC, this::refresh);
    }

    private void refresh() {
        links.all(kit.viewer()).stream()
                .filter(link -> link.id().equals(id))
                .findFirst()
                .ifPresent(this::show);
    }

    private void show(EgressLink link) {
        removeAll();
        add(new H2(link.name()), new H3(text("states")), states());
        if (!link.internalNetworks().isEmpty()) {
            add(new H3(text("internal")), internal(link.internalNetworks()));
        }
        add(new H3(text("facts")), facts(link));
    }

    private UnorderedList states() {
        UnorderedList list = new UnorderedList();
        list.setId("egress-details-states");
        List<NodeLinkState> living = LinkWords.living(links.states(id), nodes.known());
        for (NodeLinkState state : living) {
            Span node = new Span(state.node() + " ");
            node.addClassName("strong");
            list.add(
                    new ListItem(
                            node,
                            Badges.of(LinkWords.state(state.status())),
                            new Span(" " + LinkWords.why(state.status())),
                            new Span(
                                    " "
                                            + text(
                                                    "since",
                                                    kit.times().text(state.status().since())))));
        }
        if (living.isEmpty()) {
            list.add(new ListItem(text("states.none")));
        }
        return list;
    }

    /** Customers reach nothing internal by a link alone: each needs the operator's approval. */
    private static Div internal(List<Cidr> networks) {
        UnorderedList list = new UnorderedList();
        list.addClassName("see-also");
        for (Cidr network : networks) {
            String encoded = URLEncoder.encode(network.toString(), StandardCharsets.UTF_8);
            list.add(
                    new ListItem(
                            new Anchor(
                                    "approved-networks?approve=" + encoded,
                                    text("approve", network.toString()))));
        }
        Paragraph why = new Paragraph(text("internal.why"));
        why.addClassName("why");
        return new Div(why, list);
    }

    private Facts facts(EgressLink link) {
        LinkCheck check = link.check();
        Facts facts =
                new Facts(NAME)
                        .fact("kind", Cell.of(EgressLinksPage.kind(link.kind())))
                        .fact("priority", Cell.of(link.priority()))
                        .fact("fallback", Cell.of(Texts.text("egress.fallback", link.fallback())));
        for (Cidr network : link.networks()) {
            facts.fact("network", Cell.mono(network));
        }
        for (LinkEnd end : link.ends()) {
            String node = end.node().isEmpty() ? Texts.text("egress.everywhere") : end.node();
            facts.fact("end", Cell.of(node + ": " + EgressLinksPage.end(end)));
        }
        return facts.fact(
                        "check",
                        Cell.of(
                                check == null
                                        ? text("check.none")
                                        : text(
                                                "check.tcp",
                                                check.address().getHostAddress(),
                                                check.port(),
                                                check.intervalSeconds(),
                                                check.fall(),
                                                check.rise())))
                .fact("note", Cell.of(link.note()))
                .fact("updatedAt", kit.times().cell(link.updatedAt()));
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
