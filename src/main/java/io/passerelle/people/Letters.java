package io.passerelle.people;

import io.passerelle.mail.MailDraft;
import io.passerelle.mail.Outbox;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Writes people what they need to know about their account, in their language. */
@Component
class Letters {

    private final Outbox outbox;
    private final OneTimeLinks links;

    Letters(Outbox outbox, OneTimeLinks links) {
        this.outbox = outbox;
        this.links = links;
    }

    /** The user name and the portal's address, and by a second mail the link (ACC-3). */
    void welcome(Person person) {
        put("welcome", person, List.of(person.name(), person.login(), outbox.portalUrl()));
        link(person);
    }

    /** A link with which the password is chosen. */
    void link(Person person) {
        OneTimeLink.Purpose purpose = OneTimeLink.Purpose.WELCOME;
        put("link", person, withLink(person, purpose));
    }

    /** The same for who forgot it. */
    void forgotten(Person person) {
        put("forgotten", person, withLink(person, OneTimeLink.Purpose.FORGOTTEN));
    }

    /** Tells that the password is another now. */
    void changed(Person person) {
        put("changed", person, List.of(person.name(), person.login()));
    }

    /** Any mail to a person. */
    void put(String purpose, Person person, List<Object> arguments) {
        outbox.put(
                new MailDraft(
                        purpose, person.id(), person.profile().email(), locale(person), arguments));
    }

    private List<Object> withLink(Person person, OneTimeLink.Purpose purpose) {
        return List.of(
                person.name(), links.make(person, purpose), Integer.toString(purpose.hours()));
    }

    static Locale locale(Person person) {
        return person.profile().language().equals("fr") ? Locale.FRANCE : Locale.UK;
    }
}
