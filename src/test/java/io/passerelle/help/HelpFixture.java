package io.passerelle.help;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Visible;
import io.passerelle.mail.Mail;
import io.passerelle.mail.MailState;
import io.passerelle.mail.Outbox;
import io.passerelle.people.NewPerson;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.people.Profile;
import io.passerelle.testing.Modules;
import java.util.List;
import java.util.Set;

/** An operator and two customers with people. */
final class HelpFixture implements AutoCloseable {

    final Modules modules = Modules.start("accounts", "mail", "people", "help");
    final Organisation root;
    final Organisation bakery;
    final Organisation florist;
    final Viewer operator;

    HelpFixture() {
        Organisations organisations = modules.get(Organisations.class);
        root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        bakery = customer(organisations, "Boulangerie");
        florist = customer(organisations, "Fleuriste");
    }

    private Organisation customer(Organisations organisations, String name) {
        Organisation made =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, name, "", true));
        eventually(() -> assertThat(organisations.tree().byId(made.id())).isPresent());
        return made;
    }

    /** Somebody with an account. */
    Viewer person(Organisation organisation, String login, Right... rights) {
        Person made =
                modules.get(People.class)
                        .create(
                                operator,
                                new NewPerson(
                                        organisation.id(),
                                        login,
                                        new Profile(
                                                "",
                                                "Zoë",
                                                login,
                                                login + "@example.com",
                                                "fr",
                                                "Europe/Paris"),
                                        Set.of(rights)));
        Viewers viewers = modules.get(Viewers.class);
        eventually(() ->
                assertThat(viewers.of(new SignedIn(made.id(), login, null), ""))
                        .hasValueSatisfying(viewer ->
                                assertThat(viewer.rights()).containsExactlyInAnyOrder(rights)));
        return viewers.of(new SignedIn(made.id(), login, null), "192.0.2.7").orElseThrow();
    }

    /** Waits for the one mail of a kind to somebody. */
    Mail mail(String purpose, String recipient) {
        eventually(() -> assertThat(mails(purpose, recipient)).hasSize(1));
        return mails(purpose, recipient).getFirst();
    }

    List<Mail> mails(String purpose, String recipient) {
        return modules
                .get(Outbox.class)
                .listing()
                .page(new Visible.Everything(), ListQuery.ALL, 0, 100)
                .stream()
                .filter(mail -> mail.purpose().equals(purpose))
                .filter(mail -> mail.recipient().equals(recipient))
                .filter(mail -> mail.state() == MailState.KEPT)
                .toList();
    }

    /** What a mail says. */
    String text(Mail mail) {
        return modules.get(Outbox.class).read(operator, mail.id()).orElseThrow();
    }

    /** How many refusals the audit has of an object. */
    int refusals(Object id) {
        return modules.database()
                .dsl()
                .fetchCount(
                        org.jooq.impl.DSL.table("audit_entry"),
                        org.jooq.impl.DSL.condition(
                                "object_id = ? and outcome <> 'DONE'", id.toString()));
    }

    @Override
    public void close() {
        modules.close();
    }
}
