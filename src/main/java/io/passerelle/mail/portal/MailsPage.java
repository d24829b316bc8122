package io.passerelle.mail.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.mail.Mail;
import io.passerelle.mail.MailState;
import io.passerelle.mail.Outbox;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Stream;

/** Outgoing mails; with the built-in mailbox also what they say. */
@Route("mails")
@PermitAll
class MailsPage extends ListPage {

    static final String NAME = "mail.mails";

    private final Outbox outbox;

    MailsPage(Kit kit, Outbox outbox) {
        super(kit, NAME);
        this.outbox = outbox;
        show(list(kit.times()));
    }

    private ListDefinition<Mail> list(Times times) {
        return ListDefinition.of(NAME, outbox.listing(), Mail::id)
                .column(
                        Column.<Mail>of("createdAt", mail -> times.cell(mail.createdAt()))
                                .sortable()
                                .narrow()
                                .exportedAs(mail -> times.exported(mail.createdAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.text("recipient", Mail::recipient)
                                .sortable()
                                .narrow()
                                .wide("14em", 2))
                .column(Column.text("subject", Mail::subject).narrow().wide("16em", 4))
                .column(Column.of("state", MailsPage::state).sortable().narrow().wide("8em", 1))
                .column(Column.text("attempts", Mail::attempts).wide("6em", 0).end().hidden())
                .column(Column.text("problem", Mail::problem).wide("12em", 2))
                .filter(Filter.select("state", MailsPage::states))
                .filter(Filter.period("created"))
                .action(
                        RowAction.<Mail>one("again", VaadinIcon.REFRESH, this::again)
                                .when(rows -> rows.getFirst().state().hasFailed()))
                .details(mail -> new MailDetails(kit(), outbox, mail))
                .live(Outbox.TOPIC)
                .orderedBy("createdAt", true);
    }

    private void again(Mail mail) {
        outbox.again(kit().viewer(), mail.id());
        Notices.done(text("again"));
    }

    static Cell state(Mail mail) {
        Tone tone =
                switch (mail.state()) {
                    case SENT, KEPT -> Tone.GOOD;
                    case WAITING -> mail.attempts() > 1 ? Tone.WARN : Tone.NEUTRAL;
                    case REFUSED, GIVEN_UP, EXPIRED -> Tone.BAD;
                };
        return Cell.badge(Texts.text("mail.state", mail.state()), tone);
    }

    private static List<Choice> states() {
        return Stream.of(MailState.values())
                .map(state -> new Choice(state.name(), Texts.text("mail.state", state)))
                .toList();
    }
}
