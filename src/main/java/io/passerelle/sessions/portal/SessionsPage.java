package io.passerelle.sessions.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.foundation.ListQuery;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sessions.Disconnects;
import io.passerelle.sessions.NetworkAccessServers;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.SessionEndReason;
import io.passerelle.sessions.Sessions;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Stream;

/** Who is online, at which address, and who was (M2M-8). */
@Route("sessions")
@PermitAll
class SessionsPage extends ListPage {

    static final String NAME = "sessions.sessions";

    private final Sessions sessions;
    private final Organisations organisations;
    private final NetworkAccessServers servers;
    private final SimLinks sims;
    private final Disconnects disconnects;
    private final Times times;

    SessionsPage(
            Kit kit,
            Sessions sessions,
            Organisations organisations,
            NetworkAccessServers servers,
            SimLinks sims,
            Disconnects disconnects) {
        super(kit, NAME);
        this.sessions = sessions;
        this.organisations = organisations;
        this.servers = servers;
        this.sims = sims;
        this.disconnects = disconnects;
        this.times = kit.times();
        tab("live", list(true).always(ListQuery.ALL.withFilter("open", "true")));
        tab("history", list(false));
    }

    private ListDefinition<Session> list(boolean live) {
        ListDefinition<Session> list =
                ListDefinition.of(NAME, sessions.listing(), Session::id)
                        .live(Sessions.TOPIC)
                        .orderedBy("startedAt", true)
                        .details(row ->
                                new SessionDetails(
                                        kit(), sessions, disconnects, organisations, row));
        who(list);
        when(list, live);
        how(list);
        filters(list, live);
        actions(list);
        return list;
    }

    private void who(ListDefinition<Session> list) {
        list.column(Column.of("iccid", this::sim).sortable().narrow().wide("12.8em", 1))
                .column(Column.mono("msisdn", Session::msisdn).sortable().narrow().wide("8.4em", 1))
                .column(Column.text("label", Session::label).sortable().hidden().wide("10em", 2))
                .column(
                        Column.of("address", SessionsPage::address)
                                .sortable()
                                .narrow()
                                .wide("7.6em", 1))
                .column(
                        Column.mono("accessPoint", Session::accessPoint)
                                .sortable()
                                .hidden()
                                .wide("7.6em", 1))
                .column(Column.text("nasName", Session::nasName).sortable().wide("5.8em", 1));
    }

    private void when(ListDefinition<Session> list, boolean live) {
        if (!live) {
            list.column(Column.of("state", SessionWords::state).narrow().wide("13em", 2));
        }
        list.column(moment("startedAt", Session::startedAt).narrow())
                .column(
                        Column.<Session>text("duration", SessionWords::duration)
                                .exportedAs(SessionWords::seconds)
                                .narrow()
                                .end()
                                .wide("6.3em", 1))
                .column(live ? lastNews() : lastNews().hidden());
        if (!live) {
            list.column(moment("endedAt", Session::endedAt).hidden())
                    .column(Column.of("cause", SessionWords::cause).wide("10em", 1));
        }
    }

    private void how(ListDefinition<Session> list) {
        list.column(amount("octetsIn", Session::octetsIn))
                .column(amount("octetsOut", Session::octetsOut))
                .column(Column.mono("imsi", Session::imsi).sortable().hidden())
                .column(Column.mono("imeisv", Session::imeisv).hidden())
                .column(Column.text("radio", Session::radio).sortable().hidden())
                .column(Column.mono("visitedNetwork", Session::visitedNetwork).sortable().hidden())
                .column(Column.mono("acctSessionId", Session::acctSessionId).hidden())
                .column(
                        Column.<Session>text(
                                        "organisation",
                                        s -> organisations.tree().name(s.organisationId()))
                                .hidden());
    }

    private void filters(ListDefinition<Session> list, boolean live) {
        if (!live) {
            list.filter(Filter.select("open", SessionsPage::states))
                    .filter(Filter.select("endReason", SessionsPage::reasons));
        }
        list.filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .filter(Filter.words("address"))
                .filter(new Filter.Period("startedAt", "since", "until"))
                .filter(Filter.linked("simId", id -> sims.label(kit(), id)));
        if (kit().viewer().isOperator()) {
            list.filter(Filter.select("nasId", () -> NasChoices.of(kit(), servers)));
        }
    }

    private void actions(ListDefinition<Session> list) {
        list.action(
                        RowAction.<Session>one(
                                        "sim",
                                        VaadinIcon.CREDIT_CARD,
                                        s -> go("sims?id=" + s.simId()))
                                .usual())
                .action(
                        RowAction.<Session>one(
                                "connections",
                                VaadinIcon.CONNECT,
                                s -> go("connections?tab=history&sessionId=" + s.id())))
                .action(
                        RowAction.<Session>one(
                                "authentications",
                                VaadinIcon.KEY_O,
                                s -> go("authentications?simId=" + s.simId())))
                .action(
                        RowAction.<Session>one(
                                "history",
                                VaadinIcon.CLOCK,
                                s -> go("sessions?tab=history&simId=" + s.simId())))
                .action(
                        kit().viewer().has(Right.MANAGE_SIMS),
                        RowAction.<Session>one("disconnect", VaadinIcon.UNLINK, this::disconnect)
                                .when(rows -> rows.stream().allMatch(Session::isOpen))
                                .destructive()
                                .separated());
    }

    private void disconnect(Session session) {
        Confirm.ask(
                text("disconnect.title"),
                text("disconnect.question", session.iccid()),
                () -> {
                    disconnects.ask(kit().viewer(), session.id());
                    Notices.done(text("disconnect.asked", session.iccid()));
                });
    }

    private Cell sim(Session session) {
        return Cell.mono(session.iccid())
                .to("sims?id=" + session.simId())
                .withTooltip(session.label());
    }

    private static Cell address(Session session) {
        return session.address() == null
                ? Cell.NONE
                : Cell.mono(session.address().getHostAddress());
    }

    private Column<Session> lastNews() {
        return Column.<Session>of("lastAt", s -> times.agoCell(s.lastAt()))
                .sortable()
                .exportedAs(s -> times.exported(s.lastAt()))
                .wide("7.2em", 1);
    }

    private Column<Session> moment(
            String key,
            java.util.function.Function<
                            Session, java.time.@org.jspecify.annotations.Nullable Instant>
                    at) {
        return Column.<Session>of(key, s -> times.cell(at.apply(s)))
                .sortable()
                .exportedAs(s -> times.exported(at.apply(s)))
                .wide("11.6em", 1);
    }

    private static Column<Session> amount(
            String key, java.util.function.ToLongFunction<Session> bytes) {
        return Column.<Session>of(
                        key, s -> Cell.of(Bytes.text(bytes.applyAsLong(s))).styled("nums"))
                .sortable()
                .exportedAs(s -> Long.toString(bytes.applyAsLong(s)))
                .end()
                .wide("7.7em", 1);
    }

    private static List<Choice> states() {
        return List.of(
                new Choice("true", Texts.text("sessions.state.open")),
                new Choice("false", Texts.text("sessions.state.ended")));
    }

    private static List<Choice> reasons() {
        return Stream.of(SessionEndReason.values())
                .map(reason -> new Choice(reason.name(), Texts.text("sessions.end", reason)))
                .toList();
    }
}
