package io.passerelle.sessions.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.sessions.MessageAuthenticatorPolicy;
import io.passerelle.sessions.NetworkAccessServer;
import io.passerelle.sessions.NetworkAccessServers;
import io.passerelle.sims.AccessPoints;
import jakarta.annotation.security.PermitAll;
import java.text.NumberFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where terminals come in: the network access servers that may ask, and the access points (M2M-7).
 */
@Route("network-access")
@PermitAll
class NasPage extends ListPage {

    static final String NAME = "sessions.nas";

    private final NetworkAccessServers servers;

    NasPage(Kit kit, NetworkAccessServers servers, AccessPoints points) {
        super(kit, NAME);
        this.servers = servers;
        tab("servers", list(kit.times()));
        tab("accessPoints", new AccessPointList(kit, points).definition());
    }

    private ListDefinition<NetworkAccessServer> list(Times times) {
        return ListDefinition.of(NAME, servers.listing(), NetworkAccessServer::id)
                .column(
                        Column.text("name", NetworkAccessServer::name)
                                .sortable()
                                .narrow()
                                .wide("13em", 3))
                .column(
                        Column.mono("network", NetworkAccessServer::network)
                                .sortable()
                                .narrow()
                                .wide("11em", 2))
                .column(Column.of("messageAuthenticator", this::policy).sortable().narrow())
                .column(Column.of("signs", this::signs).narrow().wide("11em", 1))
                .column(Column.of("unsigned", this::unsigned).wide("10em", 1).end())
                .column(
                        Column.<NetworkAccessServer>text(
                                        "certificateName", s -> s.certificateName())
                                .wide("12em", 2))
                .column(Column.of("enabled", this::state).sortable().narrow().wide("8em", 1))
                .column(
                        Column.<NetworkAccessServer>of("createdAt", s -> times.cell(s.createdAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(s -> times.exported(s.createdAt()))
                                .wide("11em", 1))
                .filter(Filter.select("messageAuthenticator", NasPage::policies))
                .filter(Filter.select("enabled", NasPage::states))
                .action(
                        RowAction.<NetworkAccessServer>list(
                                        "add",
                                        VaadinIcon.PLUS,
                                        () -> new NasForm(kit().viewer(), servers, null).open())
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        RowAction.<NetworkAccessServer>one(
                                        "edit",
                                        VaadinIcon.EDIT,
                                        s -> new NasForm(kit().viewer(), servers, s).open())
                                .usual()
                                .on(Key.F2))
                .action(
                        RowAction.<NetworkAccessServer>one(
                                "sessions", VaadinIcon.SIGNAL, s -> open("sessions", s)))
                .action(
                        RowAction.<NetworkAccessServer>one(
                                "authentications",
                                VaadinIcon.KEY_O,
                                s -> open("authentications", s)))
                .action(
                        RowAction.<NetworkAccessServer>one("delete", VaadinIcon.TRASH, this::delete)
                                .destructive()
                                .separated()
                                .on(Key.DELETE))
                .live(NetworkAccessServers.TOPIC)
                .orderedBy("name", false);
    }

    private void open(String page, NetworkAccessServer server) {
        go(page + "?nasId=" + server.id());
    }

    private void delete(NetworkAccessServer server) {
        Confirm.ask(
                text("delete.title"),
                text("delete.question", server.name()),
                () -> {
                    servers.delete(kit().viewer(), server.id());
                    Notices.done(text("deleted", server.name()));
                });
    }

    private Cell policy(NetworkAccessServer server) {
        Tone tone =
                switch (server.messageAuthenticator()) {
                    case YES -> Tone.GOOD;
                    case AUTO -> Tone.INFO;
                    case NO -> Tone.WARN;
                };
        return Cell.badge(Texts.text("sessions.policy", server.messageAuthenticator()), tone)
                .withTooltip(text("policy." + server.messageAuthenticator()));
    }

    private Cell signs(NetworkAccessServer server) {
        return server.signsRequests()
                ? Cell.badge(text("signs.true"), Tone.GOOD)
                : Cell.badge(text("signs.false"), Tone.WARN).withTooltip(text("signs.false.hint"));
    }

    private Cell unsigned(NetworkAccessServer server) {
        long requests = servers.unsignedRequests(server.id());
        String number = NumberFormat.getIntegerInstance(Texts.locale()).format(requests);
        return Cell.mono(number).withTooltip(text("unsigned.hint"));
    }

    private Cell state(NetworkAccessServer server) {
        return server.enabled()
                ? Cell.badge(text("enabled.true"), Tone.GOOD)
                : Cell.badge(text("enabled.false"), Tone.BAD);
    }

    private static List<Choice> policies() {
        return Stream.of(MessageAuthenticatorPolicy.values())
                .map(policy -> new Choice(policy.name(), Texts.text("sessions.policy", policy)))
                .toList();
    }

    private static List<Choice> states() {
        return List.of(
                new Choice("true", Texts.text(NAME + ".enabled.true")),
                new Choice("false", Texts.text(NAME + ".enabled.false")));
    }
}
