package io.passerelle.sessions.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.Authentications;
import io.passerelle.sessions.NetworkAccessServers;
import jakarta.annotation.security.PermitAll;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Attempts to sign on: accepted, refused, and why (M2M-8). */
@Route("authentications")
@PermitAll
class AuthenticationsPage extends ListPage {

    static final String NAME = "sessions.authentications";

    private static final int BRIEF = 8;

    private final NetworkAccessServers servers;
    private final SimLinks sims;

    AuthenticationsPage(
            Kit kit,
            Authentications authentications,
            Organisations organisations,
            NetworkAccessServers servers,
            SimLinks sims) {
        super(kit, NAME);
        this.servers = servers;
        this.sims = sims;
        ListDefinition<Authentication> list =
                ListDefinition.of(NAME, authentications.listing(), Authentication::id)
                        .live(Authentications.TOPIC)
                        .orderedBy("at", true)
                        .details(row -> new AuthenticationDetails(kit, servers, sims, row));
        columns(list, kit.times());
        list.filter(Filter.select("accepted", AuthenticationsPage::verdicts))
                .filter(Filter.select("reason", AuthenticationsPage::reasons))
                .filter(Filter.select("method", AuthenticationsPage::methods))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit.viewer(), organisations)))
                .filter(Filter.words("accessPoint"))
                .filter(new Filter.Period("at", "since", "until"))
                .filter(Filter.linked("simId", id -> sims.label(kit, id)))
                .filter(Filter.linked("sessionId", AuthenticationsPage::brief));
        if (kit.viewer().isOperator()) {
            list.filter(Filter.select("nasId", () -> NasChoices.of(kit, servers)));
        }
        actions(list);
        show(list);
    }

    /** The end of an identifier, which is the part that differs. */
    private static String brief(String id) {
        return id.length() <= BRIEF ? id : "…" + id.substring(id.length() - BRIEF);
    }

    private void columns(ListDefinition<Authentication> list, Times times) {
        list.column(
                        Column.<Authentication>of("at", a -> times.cell(a.at()))
                                .sortable()
                                .narrow()
                                .exportedAs(a -> times.exported(a.at()))
                                .wide("12em", 1))
                .column(
                        Column.of("accepted", AuthenticationWords::verdict)
                                .sortable()
                                .narrow()
                                .exportedAs(a -> Boolean.toString(a.accepted()))
                                .wide("7.2em", 0))
                .column(
                        Column.of("reason", AuthenticationWords::reason)
                                .sortable()
                                .narrow()
                                .wide("18em", 3))
                .column(
                        Column.<Authentication>of("sim", a -> sims.cell(kit(), a.simId()))
                                .narrow()
                                .wide("13.6em", 1))
                .column(
                        Column.mono("msisdn", Authentication::msisdn)
                                .sortable()
                                .narrow()
                                .wide("8.4em", 1))
                .column(
                        Column.mono("imsi", Authentication::imsi)
                                .sortable()
                                .hidden()
                                .wide("10.4em", 1))
                .column(Column.mono("imeisv", Authentication::imeisv).hidden().wide("10.4em", 1))
                .column(Column.text("userName", Authentication::userName).sortable().hidden())
                .column(
                        Column.mono("accessPoint", Authentication::accessPoint)
                                .sortable()
                                .hidden()
                                .wide("8em", 1))
                .column(
                        Column.<Authentication>text(
                                        "method", a -> AuthenticationWords.method(a.method()))
                                .sortable()
                                .wide("8em", 1))
                .column(
                        Column.<Authentication>text("nasName", a -> servers.name(a.nasId()))
                                .wide("7.6em", 1))
                .column(address("nasAddress", Authentication::nasAddress).hidden())
                .column(address("address", Authentication::address).hidden());
    }

    private void actions(ListDefinition<Authentication> list) {
        list.action(
                        RowAction.<Authentication>one(
                                        "sim",
                                        VaadinIcon.CREDIT_CARD,
                                        a -> go("sims?id=" + a.simId()))
                                .when(rows -> rows.getFirst().simId() != null)
                                .usual())
                .action(
                        RowAction.<Authentication>one(
                                        "session",
                                        VaadinIcon.SIGNAL,
                                        a -> go("sessions?tab=history&id=" + a.sessionId()))
                                .when(rows -> rows.getFirst().sessionId() != null))
                .action(
                        RowAction.<Authentication>one(
                                        "sameSim",
                                        VaadinIcon.FILTER,
                                        a -> go("authentications?simId=" + a.simId()))
                                .when(rows -> rows.getFirst().simId() != null));
    }

    private static Column<Authentication> address(
            String key, java.util.function.Function<Authentication, @Nullable InetAddress> of) {
        return Column.<Authentication>of(
                        key,
                        a -> {
                            InetAddress address = of.apply(a);
                            return address == null
                                    ? Cell.NONE
                                    : Cell.mono(address.getHostAddress());
                        })
                .sortable();
    }

    private static List<Choice> verdicts() {
        return List.of(
                new Choice("false", Texts.text("sessions.verdict.false")),
                new Choice("true", Texts.text("sessions.verdict.true")));
    }

    private static List<Choice> reasons() {
        return Stream.of(AuthenticationReason.values())
                .map(reason -> new Choice(reason.name(), Texts.text("sessions.reason", reason)))
                .toList();
    }

    private static List<Choice> methods() {
        return Stream.of(AuthenticationMethod.values())
                .map(method -> new Choice(method.name(), AuthenticationWords.method(method)))
                .toList();
    }
}
