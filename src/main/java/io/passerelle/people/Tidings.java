package io.passerelle.people;

import io.passerelle.accounts.Right;
import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.Outbox;
import io.passerelle.people.store.PeopleStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Mails to people of what concerns them, each in their own language, in the caller's transaction.
 * Who has no mail address gets none. The texts' first value is the person's name.
 */
@Service
public class Tidings {

    private final PeopleStore people;
    private final Letters letters;
    private final Outbox outbox;

    Tidings(PeopleStore people, Letters letters, Outbox outbox) {
        this.people = people;
        this.letters = letters;
        this.outbox = outbox;
    }

    /** The portal's address, as mails write it. */
    public String portalUrl() {
        return outbox.portalUrl();
    }

    /**
     * Tells the owner of an account; nobody when it is disabled or gone.
     *
     * @param purpose which mail, as in {@link io.passerelle.mail.MailDraft#purpose()}
     * @param values what the texts name after the person's name, in that language
     */
    public void tell(UUID account, String purpose, Function<Locale, List<Object>> values) {
        people.byId(account).filter(Person::enabled).ifPresent(p -> put(p, purpose, values));
    }

    /** Tells those of an organisation who have a right; twenty of them at most. */
    public void tellHolders(
            UUID organisation, Right right, String purpose, Function<Locale, List<Object>> values) {
        people.having(organisation, right).forEach(person -> put(person, purpose, values));
    }

    private void put(Person person, String purpose, Function<Locale, List<Object>> values) {
        if (MailAddresses.isOne(person.profile().email())) {
            List<Object> arguments = new ArrayList<>();
            arguments.add(person.name());
            arguments.addAll(values.apply(Letters.locale(person)));
            letters.put(purpose, person, arguments);
        }
    }
}
