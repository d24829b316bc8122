package io.passerelle.people;

import io.passerelle.accounts.Right;
import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.Outbox;
import io.passerelle.people.store.PeopleStore;
import io.passerelle.sims.CardsExpireSoon;
import io.passerelle.sims.ExpiringCard;
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

    private static final int NAMED_AT_MOST = 20;

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
                            event.cards().size(),
                            list(person, event.cards()),
                            outbox.portalUrl() + "/sims?guard=soon"));
        }
    }

    private static String list(Person person, List<ExpiringCard> cards) {
        DateTimeFormatter day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(Letters.locale(person))
                        .withZone(ZoneId.of(person.profile().zone()));
        String more = cards.size() > NAMED_AT_MOST ? "\n…" : "";
        return cards.stream()
                        .limit(NAMED_AT_MOST)
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
