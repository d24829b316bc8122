package io.passerelle.people;

import io.passerelle.accounts.Right;
import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.Outbox;
import io.passerelle.people.store.PeopleStore;
import io.passerelle.sims.CardsExpireSoon;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells who manages an organisation's cards which of them will end by themselves soon (M2M-11). */
@Component
class ExpiryLetters {

    private final PeopleStore people;
    private final Letters letters;
    private final Outbox outbox;

    ExpiryLetters(PeopleStore people, Letters letters, Outbox outbox) {
        this.people = people;
        this.letters = letters;
        this.outbox = outbox;
    }

    /** In the transaction that notes that it was told: told once, and not lost. */
    @EventListener
    void expireSoon(CardsExpireSoon event) {
        for (Person person : people.having(event.organisationId(), Right.MANAGE_SIMS)) {
            if (!MailAddresses.isOne(person.profile().email())) {
                continue;
            }
            letters.put(
                    "cardsExpire",
                    person,
                    List.of(
                            person.name(),
                            event.count(),
                            list(person, event),
                            outbox.portalUrl() + "/sims?guard=soon"));
        }
    }

    /** The first ones, and how many more there are. */
    private static String list(Person person, CardsExpireSoon event) {
        DateTimeFormatter day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(Letters.locale(person))
                        .withZone(ZoneId.of(person.profile().zone()));
        String more = event.count() > event.first().size() ? "\n…" : "";
        return event.first().stream()
                        .map(card ->
                                "%s  %s  %s"
                                        .formatted(
                                                day.format(card.expiresAt()),
                                                card.iccid(),
                                                card.label())
                                        .strip())
                        .collect(Collectors.joining("\n"))
                + more;
    }
}
