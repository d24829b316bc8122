package io.passerelle.help;

import io.passerelle.accounts.AccountDirectory;
import io.passerelle.accounts.KnownAccount;
import io.passerelle.api.ApiTexts;
import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.MailDraft;
import io.passerelle.mail.Outbox;
import io.passerelle.people.Person;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The mails of the support, in the language of who reads them. */
@Component
class SupportLetters {

    private final Outbox outbox;
    private final ApiTexts texts;
    private final AccountDirectory accounts;

    SupportLetters(Outbox outbox, ApiTexts texts, AccountDirectory accounts) {
        this.outbox = outbox;
        this.texts = texts;
        this.accounts = accounts;
    }

    /** To the support: what is asked. An answer to the mail goes to the person. */
    void filed(SupportRequest request, SupportAddress to, String organisation) {
        if (to.email().isEmpty()) {
            return; // it waits in the portal
        }
        Locale locale = locale(to.language());
        List<Object> arguments =
                List.of(
                        request.reference(),
                        request.subject(),
                        texts.text("help.urgency." + request.urgency(), List.of(), locale),
                        request.kind(),
                        request.name(),
                        request.login(),
                        organisation,
                        dash(request.email()),
                        dash(request.callback()),
                        request.message(),
                        dash(request.context()),
                        outbox.portalUrl() + "/support-requests?id=" + request.id());
        outbox.put(
                new MailDraft(
                        "supportRequest",
                        request.accountId(),
                        to.email(),
                        locale,
                        arguments,
                        MailAddresses.isOne(request.email()) ? request.email() : ""));
    }

    /** To the person: it has arrived, and what it is called. */
    void received(SupportRequest request, Person person) {
        if (MailAddresses.isOne(request.email())) {
            put(
                    "supportReceived",
                    request,
                    locale(person.profile().language()),
                    List.of(request.name(), request.reference(), request.subject()));
        }
    }

    /** To the person: it is over, and what the support says. */
    void closed(SupportRequest request) {
        if (MailAddresses.isOne(request.email())) {
            put(
                    "supportClosed",
                    request,
                    locale(language(request)),
                    List.of(
                            request.name(),
                            request.reference(),
                            request.subject(),
                            dash(request.answer())));
        }
    }

    private void put(
            String purpose, SupportRequest request, Locale locale, List<Object> arguments) {
        outbox.put(new MailDraft(purpose, request.accountId(), request.email(), locale, arguments));
    }

    private String language(SupportRequest request) {
        UUID account = request.accountId();
        return account == null ? "" : accounts.byId(account).map(KnownAccount::language).orElse("");
    }

    private static Locale locale(String language) {
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }

    private static String dash(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
