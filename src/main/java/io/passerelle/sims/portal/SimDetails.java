package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.CardSection;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sims.Sim;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The short of a card beside the list, kept fresh while one looks; its page has all of it. */
final class SimDetails extends Div {

    private static final String NAME = "sims.details";

    private final Kit kit;
    private final SimServices services;
    private final Div sections = new Div();
    private Sim shown;

    SimDetails(Kit kit, SimServices services, Sim sim) {
        this.kit = kit;
        this.services = services;
        this.shown = sim;
        setId("sims-details");
        addClassName("details");
        addSections();
        show();
        kit.live(this, "sims", this::readAgain);
        kit.live(this, "sessions", this::readAgain);
    }

    /** What other features know of the card; they keep themselves fresh. */
    private void addSections() {
        services.sections().stream()
                .sorted(Comparator.comparingInt(CardSection::order))
                .forEach(section ->
                        sections.add(
                                new H3(Texts.text(section.title())),
                                section.make().apply(shown.id())));
    }

    private void readAgain() {
        kit.again(services.cards().listing(), shown, shown.id())
                .ifPresent(read -> {
                    shown = read;
                    show();
                });
    }

    private void show() {
        removeAll();
        Div verdict = new Div(Badges.of(SimWords.status(shown)), new Span(shown.label()));
        verdict.addClassName("verdict");
        add(
                new H2(text("title", shown.iccid())),
                verdict,
                shown.kind().passesHere() ? traffic() : direct(),
                facts(),
                sections,
                new H3(text("seeAlso")),
                links());
    }

    private Div traffic() {
        Span amount = new Span(Bytes.text(shown.monthBytes()));
        amount.addClassName("amount");
        Span words = new Span(text("monthBytes"));
        words.addClassName("what");
        Div flow = new Div(new Div(amount, words));
        flow.addClassName("flow");
        return flow;
    }

    /** Nothing of it is seen here, and why. */
    private static Div direct() {
        Div note = new Div(text("public"));
        note.setId("sims-details-public");
        note.addClassName("note");
        return note;
    }

    private Facts facts() {
        Times times = kit.times();
        return new Facts(NAME)
                .fact("msisdn", Cell.mono(shown.msisdn()))
                .fact("imsi", Cell.mono(shown.imsi()))
                .fact("operator", SimWords.operator(shown))
                .fact("kind", SimWords.kind(shown))
                .fact("organisation", Cell.of(organisation()))
                .fact("group", Cell.link(shown.group(), "sims?groupId=" + shown.groupId()))
                .fact("address", SimWords.address(shown.address()))
                .fact("lastRadiusAt", times.cell(shown.lastRadiusAt()))
                .fact("tags", Cell.of(SimWords.tags(shown)))
                .fact("imei", SimWords.device(shown))
                .fact(
                        "terminationProtected",
                        Cell.of(
                                Texts.text(
                                        "sims.protected." + shown.guards().terminationProtected())))
                .fact("expiresAt", SimWords.expiry(shown, times))
                .fact("expiryProblem", Cell.of(SimWords.expiryProblem(shown.guards())))
                .fact("replaces", card(shown.replacesId()))
                .fact("replacedBy", card(shown.replacedById()));
    }

    private Cell card(@Nullable UUID id) {
        return id == null
                ? Cell.NONE
                : Cell.mono(services.cards().get(kit.viewer(), id).iccid()).to("sims?id=" + id);
    }

    private String organisation() {
        return services.organisations().tree().name(shown.organisationId());
    }

    private UnorderedList links() {
        UnorderedList links =
                new UnorderedList(
                        link("everything", "sims/" + shown.id()),
                        link("timeline", "sims/" + shown.id() + "/timeline"));
        if (shown.sessionId() != null) {
            links.add(link("session", "sessions?id=" + shown.sessionId()));
        }
        String cards = history();
        links.add(link("authentications", "authentications?simId=" + cards));
        if (shown.kind().passesHere()) {
            links.add(
                    link("sessions", "sessions?tab=history&simId=" + cards),
                    link("connections", "connections?tab=history&simId=" + cards),
                    link("routes", "routes?groupId=" + shown.groupId()),
                    link("dryRun", "dry-run?sim=" + shown.iccid()));
        }
        links.addClassName("see-also");
        return links;
    }

    /** What was of the cards it took the place of is its history, too. */
    private String history() {
        return services.history(kit.viewer(), shown);
    }

    private static ListItem link(String key, String address) {
        Anchor anchor = new Anchor(address, text(key));
        anchor.setId("sims-details-" + key);
        return new ListItem(anchor);
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
