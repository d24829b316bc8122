package io.passerelle.people;

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
import io.passerelle.testing.Modules;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operator, a customer, and the mailbox their mails lie in. */
final class PeopleFixture implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("/password/(\\S+)");

    final Modules modules = Modules.start("accounts", "mail", "people");
    final People people = modules.get(People.class);
    final Passwords passwords = modules.get(Passwords.class);
    final Viewers viewers = modules.get(Viewers.class);
    final Outbox outbox = modules.get(Outbox.class);
    final Organisation root;
    final Organisation customer;
    final Viewer operator;

    PeopleFixture() {
        Organisations organisations = modules.get(Organisations.class);
        root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Boulangerie", "", true));
        eventually(() -> assertThat(organisations.tree().byId(customer.id())).isPresent());
    }

    /** A new account of the customer, known everywhere. */
    Person newcomer(String login, Right... rights) {
        Person made =
                people.create(
                        operator,
                        new NewPerson(
                                customer.id(),
                                login,
                                profile(login + "@example.com"),
                                Set.of(rights)));
        eventually(() -> assertThat(viewer(made).rights()).containsExactlyInAnyOrder(rights));
        return made;
    }

    static Profile profile(String email) {
        return new Profile("Mme", "Zoë", "Lefèvre", email, "fr", "Europe/Paris");
    }

    /** Who somebody is now. */
    Viewer viewer(Person person) {
        return viewers.of(new SignedIn(person.id(), person.login(), null), "192.0.2.7")
                .orElseThrow();
    }

    /** Waits for somebody's mails of a kind, newest first. */
    List<Mail> mails(Person person, String purpose, int count) {
        eventually(() -> assertThat(mails(person, purpose)).hasSize(count));
        return mails(person, purpose);
    }

    List<Mail> mails(Person person, String purpose) {
        return outbox.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 100).stream()
                .filter(mail -> mail.recipient().equals(person.profile().email()))
                .filter(mail -> mail.purpose().equals(purpose))
                .filter(mail -> mail.state() == MailState.KEPT)
                .toList();
    }

    /** What a mail says. */
    String text(Mail mail) {
        return outbox.read(operator, mail.id()).orElseThrow();
    }

    /** What makes the link in a mail. */
    String token(Mail mail) {
        Matcher link = LINK.matcher(text(mail));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Override
    public void close() {
        modules.close();
    }
}
