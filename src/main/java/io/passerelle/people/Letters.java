package io.passerelle.people;

import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.MailDraft;
import io.passerelle.mail.Outbox;
import java.time.Duration;
import java.time.Instant;
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
        put("link", person, purpose);
    }

    /** The same for who forgot it. */
    void forgotten(Person person) {
        put("forgotten", person, OneTimeLink.Purpose.FORGOTTEN);
    }

    /** Tells that the password is another now. */
    void changed(Person person) {
        tell("changed", person, List.of(person.name(), person.login()));
    }

    /** Tells the address an account had that it has another now. */
    void addressChanged(Person before) {
        tell("address", before, List.of(before.name(), before.login()));
    }

    /** A mail to whoever has an address; accounts of programs often have none. */
    void tell(String purpose, Person person, List<Object> arguments) {
        if (MailAddresses.isOne(person.profile().email())) {
            put(purpose, person, arguments);
        }
    }

    /** Any mail to a person. */
    void put(String purpose, Person person, List<Object> arguments) {
        outbox.put(
                new MailDraft(
                        purpose, person.id(), person.profile().email(), locale(person), arguments));
    }

    /** One with a link, which is not sent any more when the link has expired. */
    private void put(String purpose, Person person, OneTimeLink.Purpose link) {
        Instant until = Instant.now().plus(Duration.ofHours(link.hours()));
        List<Object> arguments =
                List.of(person.name(), links.make(person, link), Integer.toString(link.hours()));
        outbox.put(
                new MailDraft(
                        purpose,
                        person.id(),
                        person.profile().email(),
                        locale(person),
                        arguments,
                        until));
    }

    static Locale locale(Person person) {
        return person.profile().language().equals("fr") ? Locale.FRANCE : Locale.UK;
    }
}
