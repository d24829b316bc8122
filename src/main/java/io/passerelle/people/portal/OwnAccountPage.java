package io.passerelle.people.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Passkeys;
import io.passerelle.accounts.PortalSession;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.accounts.SecondFactor;
import io.passerelle.accounts.Viewers;
import io.passerelle.people.OwnPasskeys;
import io.passerelle.people.Passwords;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.people.RightRequest;
import io.passerelle.people.RightRequests;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One's own account: particulars, password, where one is signed in (ACC-2, ACC-4, ACC-7). */
@Route("account")
@PermitAll
class OwnAccountPage extends Div implements HasDynamicTitle {

    static final String NAME = "people.own";

    private final Kit kit;
    private final People people;
    private final PortalSessions sessions;
    private final @Nullable UUID here;
    private final Section list = new Section();

    OwnAccountPage(
            Kit kit,
            People people,
            Passwords passwords,
            PortalSessions sessions,
            RightRequests requests,
            SecondFactor factor,
            ApiTokens tokens,
            OwnPasskeys passkeys,
            Passkeys allPasskeys,
            Viewers viewers) {
        this.kit = kit;
        this.people = people;
        this.sessions = sessions;
        this.here = viewers.session().orElse(null);
        Person person = people.get(kit.viewer(), kit.viewer().accountId());
        add(
                particulars(person),
                password(passwords, person),
                factor(factor),
                new PasskeysCard(kit, passkeys, allPasskeys),
                rights(requests),
                new TokensCard(kit, tokens),
                list);
        list.addClassName("page-card");
        showSessions();
        kit.live(this, PortalSessions.TOPIC, this::showSessions);
    }

    @Override
    public String getPageTitle() {
        return text("title");
    }

    private Section particulars(Person person) {
        Facts facts =
                new Facts(NAME)
                        .fact("login", Cell.of(person.login()))
                        .fact("titleOf", Cell.of(person.profile().title()))
                        .fact("firstName", Cell.of(person.profile().firstName()))
                        .fact("lastName", Cell.of(person.profile().lastName()))
                        .fact("email", Cell.of(person.profile().email()))
                        .fact(
                                "language",
                                Cell.of(
                                        person.profile().language().equals("fr")
                                                ? "Français"
                                                : "English"))
                        .fact("timeZone", Cell.of(person.profile().zone()));
        if (!person.mailProblem().isEmpty()) {
            facts.fact(
                    "mailRefused", Cell.of(Texts.text("people.mailRefused", person.mailProblem())));
        }
        Button change =
                new Button(
                        text("change"),
                        click ->
                                new OwnProfileForm(kit.viewer(), people, person, this::reload)
                                        .open());
        change.setId("change-profile");
        return card("particulars", facts, change);
    }

    private Section password(Passwords passwords, Person person) {
        Paragraph when =
                new Paragraph(
                        person.passwordAt() == null
                                ? text("password.never")
                                : text("password.at", kit.times().text(person.passwordAt())));
        Button change =
                new Button(
                        text("password.change"),
                        click -> new PasswordForm(kit.viewer(), passwords, here).open());
        change.setId("change-password");
        return card("password", when, change);
    }

    private Section factor(SecondFactor factor) {
        boolean on = factor.isOn(kit.viewer().accountId());
        Button change =
                new Button(
                        text(on ? "factor.off" : "factor.on"),
                        click -> {
                            if (on) {
                                new FactorOffForm(kit.viewer(), factor, this::reload).open();
                            } else {
                                Notices.guarded(() ->
                                        new FactorOnForm(kit.viewer(), factor, this::reload)
                                                .open());
                            }
                        });
        change.setId("change-factor");
        return card("factor", new Paragraph(text(on ? "factor.isOn" : "factor.isOff")), change);
    }

    private Section rights(RightRequests requests) {
        String all =
                kit.viewer().rights().stream()
                        .sorted()
                        .map(right -> Texts.text("right", right))
                        .collect(Collectors.joining(", "));
        Paragraph had = new Paragraph(all.isEmpty() ? text("rights.none") : all);
        UnorderedList asked = new UnorderedList();
        for (RightRequest request : requests.own(kit.viewer())) {
            asked.add(
                    new ListItem(
                            text(
                                    "asked." + request.state(),
                                    Texts.text("right", request.right()),
                                    kit.times().text(request.askedAt()),
                                    request.answer())));
        }
        Section card = card("rights", had, asked);
        if (!requests.possible(kit.viewer()).isEmpty()) {
            Button ask =
                    new Button(
                            text("rights.ask"),
                            click ->
                                    new RightRequestForm(kit.viewer(), requests, this::reload)
                                            .open());
            ask.setId("ask-right");
            card.add(ask);
        }
        return card;
    }

    private void showSessions() {
        UnorderedList rows = new UnorderedList();
        for (PortalSession session : sessions.open(kit.viewer().accountId())) {
            rows.add(row(session));
        }
        rows.setId("sessions");
        Button others = new Button(text("sessions.endOthers"), click -> endOthers());
        others.setId("end-other-sessions");
        others.addThemeVariants(ButtonVariant.ERROR);
        list.removeAll();
        list.add(new H2(text("sessions")), rows, others);
    }

    private ListItem row(PortalSession session) {
        boolean isHere = session.id().equals(here);
        String where =
                text(
                        isHere ? "sessions.here" : "sessions.row",
                        kit.times().text(session.createdAt()),
                        session.address(),
                        session.browser());
        ListItem row = new ListItem(new Span(where));
        if (!isHere) {
            Button end =
                    new Button(
                            text("sessions.end"),
                            click ->
                                    Notices.guarded(
                                            () -> sessions.end(kit.viewer(), session.id())));
            end.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            row.add(end);
        }
        return row;
    }

    private void endOthers() {
        Confirm.ask(
                text("sessions.endOthers"),
                text("sessions.endOthers.question"),
                () -> {
                    int ended = sessions.endOthers(kit.viewer(), here);
                    Notices.done(text("sessions.ended", ended));
                });
    }

    private void reload() {
        // a new page takes names, language and zone everywhere at once
        getUI().ifPresent(ui -> ui.getPage().reload());
    }

    private static Section card(String key, com.vaadin.flow.component.Component... parts) {
        Section card = new Section(new H2(text(key)));
        card.add(parts);
        card.addClassName("page-card");
        return card;
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
