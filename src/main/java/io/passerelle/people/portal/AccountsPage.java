package io.passerelle.people.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.mail.Outbox;
import io.passerelle.people.People;
import io.passerelle.people.Person;
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
import io.passerelle.portal.Tone;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Collectors;

/** Accounts of one's organisation and those below it, for who manages them (ACC-2, ACC-5). */
@Route("accounts")
@PermitAll
class AccountsPage extends ListPage {

    static final String NAME = "people.accounts";

    private final People people;
    private final Organisations organisations;

    AccountsPage(Kit kit, People people, Organisations organisations) {
        super(kit, NAME);
        this.people = people;
        this.organisations = organisations;
        show(list(kit.times()));
    }

    private ListDefinition<Person> list(Times times) {
        return ListDefinition.of(NAME, people.listing(), Person::id)
                .column(Column.text("login", Person::login).sortable().narrow().wide("8em", 2))
                .column(Column.text("name", this::name).narrow().wide("9em", 2))
                .column(
                        Column.<Person>text("email", person -> person.profile().email())
                                .sortable()
                                .wide("12.4em", 2))
                .column(Column.of("organisation", this::organisation).narrow().wide("11em", 2))
                .column(Column.of("state", this::state).narrow().wide("7em", 1))
                .column(Column.text("rights", this::rights).wide("11em", 3))
                .column(
                        Column.<Person>of("lastSignInAt", p -> times.cell(p.lastSignInAt()))
                                .exportedAs(p -> times.exported(p.lastSignInAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.<Person>of("createdAt", p -> times.cell(p.createdAt()))
                                .sortable()
                                .hidden()
                                .exportedAs(p -> times.exported(p.createdAt()))
                                .wide("11em", 1))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .filter(Filter.select("enabled", this::states))
                .action(
                        RowAction.<Person>list("add", VaadinIcon.PLUS, this::add)
                                .inToolbar()
                                .on(Key.INSERT))
                .action(
                        RowAction.<Person>one("edit", VaadinIcon.EDIT, this::edit)
                                .usual()
                                .on(Key.F2))
                .action(
                        RowAction.<Person>one("link", VaadinIcon.ENVELOPE_O, this::sendLink)
                                .when(rows -> rows.getFirst().enabled()))
                .action(
                        RowAction.<Person>one("removeFactor", VaadinIcon.UNLOCK, this::removeFactor)
                                .when(rows -> !isOwn(rows.getFirst()))
                                .destructive())
                .action(
                        RowAction.<Person>one("tokens", VaadinIcon.PASSWORD, this::showTokens)
                                .window())
                .live(People.TOPIC)
                .live(Outbox.TOPIC)
                .orderedBy("login", false);
    }

    private void showTokens(Person person) {
        go("api-tokens?accountId=" + person.id());
    }

    /** One's own is switched off in My account, with a code. */
    private boolean isOwn(Person person) {
        return person.id().equals(kit().viewer().accountId());
    }

    private void add() {
        new AccountForm(kit().viewer(), people, organisations, null).open();
    }

    private void edit(Person person) {
        new AccountForm(kit().viewer(), people, organisations, person).open();
    }

    private void sendLink(Person person) {
        Confirm.ask(
                text("link.title"),
                text("link.question", person.name(), person.profile().email()),
                () -> {
                    people.sendLink(kit().viewer(), person.id());
                    Notices.done(text("link.done", person.profile().email()));
                });
    }

    private void removeFactor(Person person) {
        Confirm.ask(
                text("removeFactor.title"),
                text("removeFactor.question", person.name()),
                () -> {
                    people.removeSecondFactor(kit().viewer(), person.id());
                    Notices.done(text("removeFactor.done", person.name()));
                });
    }

    private String name(Person person) {
        String title = person.profile().title();
        return (title + " " + person.name()).strip();
    }

    private Cell organisation(Person person) {
        return Cell.link(
                organisations.tree().name(person.organisationId()),
                "organisations?id=" + person.organisationId());
    }

    private Cell state(Person person) {
        if (!person.enabled()) {
            return Cell.badge(text("state.disabled"), Tone.BAD);
        }
        if (!person.mailProblem().isEmpty()) {
            return Cell.badge(text("state.mailRefused"), Tone.BAD)
                    .withTooltip(person.mailProblem());
        }
        return person.passwordAt() == null && person.lastSignInAt() == null
                ? Cell.badge(text("state.invited"), Tone.WARN)
                : Cell.badge(text("state.enabled"), Tone.GOOD);
    }

    private String rights(Person person) {
        return people.rights(person).stream()
                .sorted()
                .map(right -> Texts.text("right", right))
                .collect(Collectors.joining(", "));
    }

    private List<Choice> states() {
        return List.of(
                new Choice("true", text("state.enabled")),
                new Choice("false", text("state.disabled")));
    }
}
