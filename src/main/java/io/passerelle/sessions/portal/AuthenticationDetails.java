package io.passerelle.sessions.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.NetworkAccessServers;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What was asked, what was answered, why, and what to do about it. */
final class AuthenticationDetails extends Div {

    private static final String NAME = "sessions.attempt";

    AuthenticationDetails(
            Kit kit, NetworkAccessServers servers, SimLinks sims, Authentication attempt) {
        setId("sessions-attempt");
        addClassName("details");
        Times times = kit.times();
        Div verdict =
                new Div(
                        Badges.of(AuthenticationWords.verdict(attempt)),
                        new Span(times.text(attempt.at())));
        verdict.addClassName("verdict");
        Paragraph remedy = new Paragraph(AuthenticationWords.remedy(attempt.reason()));
        remedy.setId("sessions-attempt-remedy");
        remedy.addClassNames("why", attempt.accepted() ? "note" : "warning");
        add(
                new H2(Texts.text("sessions.reason", attempt.reason())),
                verdict,
                remedy,
                new Facts(NAME)
                        .fact("sim", sims.cell(kit, attempt.simId()))
                        .fact("msisdn", Cell.mono(attempt.msisdn()))
                        .fact("imsi", Cell.mono(attempt.imsi()))
                        .fact("imeisv", Cell.mono(attempt.imeisv()))
                        .fact("userName", Cell.mono(attempt.userName()))
                        .fact("accessPoint", Cell.mono(attempt.accessPoint()))
                        .fact("method", Cell.of(AuthenticationWords.method(attempt.method())))
                        .fact("address", address(attempt.address()))
                        .fact("nas", Cell.of(servers.name(attempt.nasId())))
                        .fact("nasAddress", address(attempt.nasAddress()))
                        .fact("id", Cell.mono(attempt.id())));
        links(attempt);
    }

    private void links(Authentication attempt) {
        UnorderedList links = new UnorderedList();
        links.addClassName("see-also");
        if (attempt.sessionId() != null) {
            links.add(link("session", "sessions?tab=history&id=" + attempt.sessionId()));
        }
        if (attempt.simId() != null) {
            links.add(
                    link("sameSim", "authentications?simId=" + attempt.simId()),
                    link("sessions", "sessions?tab=history&simId=" + attempt.simId()));
        }
        if (links.getChildren().findAny().isPresent()) {
            add(new H3(Texts.text(NAME + ".seeAlso")), links);
        }
    }

    private static ListItem link(String key, String address) {
        Anchor anchor = new Anchor(address, Texts.text(NAME + "." + key));
        anchor.setId("sessions-attempt-" + key);
        return new ListItem(anchor);
    }

    private static Cell address(@Nullable InetAddress address) {
        return address == null ? Cell.NONE : Cell.mono(address.getHostAddress());
    }
}
