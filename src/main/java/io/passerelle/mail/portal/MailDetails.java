package io.passerelle.mail.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.passerelle.mail.Mail;
import io.passerelle.mail.MailState;
import io.passerelle.mail.Outbox;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;

/** One mail; its text where it lies in the built-in mailbox. */
final class MailDetails extends Div {

    MailDetails(Kit kit, Outbox outbox, Mail mail) {
        setId("mail-details");
        Times times = kit.times();
        add(new H2(mail.subject()));
        add(
                new Facts(MailsPage.NAME)
                        .fact("recipient", Cell.of(mail.recipient()))
                        .fact("state", MailsPage.state(mail))
                        .fact("createdAt", times.cell(mail.createdAt()))
                        .fact("sentAt", times.cell(mail.sentAt()))
                        .fact("attempts", Cell.of(mail.attempts()))
                        .fact("problem", Cell.of(mail.problem())));
        if (mail.state() == MailState.KEPT) {
            Pre text = new Pre(outbox.read(kit.viewer(), mail.id()).orElse(""));
            text.setId("mail-text");
            text.getStyle().set("white-space", "pre-wrap").set("overflow-wrap", "anywhere");
            add(text);
        } else {
            add(new Span(Texts.text(MailsPage.NAME + ".noText")));
        }
    }
}
