package io.passerelle.alerts;

import io.passerelle.accounts.Organisations;
import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.api.ApiTexts;
import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.MailDraft;
import io.passerelle.mail.Outbox;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells people of alerts by mail: one mail for a rule and a look, however many cards it names. */
@Component
class AlertLetters {

    private static final int NAMED_AT_MOST = 20;

    private final AlertRuleStore store;
    private final Organisations organisations;
    private final Outbox outbox;
    private final ApiTexts texts;

    AlertLetters(AlertRuleStore store, Organisations organisations, Outbox outbox, ApiTexts texts) {
        this.store = store;
        this.organisations = organisations;
        this.outbox = outbox;
        this.texts = texts;
    }

    /** Writes to the rule's recipients, each in their language. */
    void opened(AlertRule rule, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return;
        }
        for (Recipient recipient : store.recipients(rule.recipients())) {
            if (organisations.tree().isEnabled(recipient.organisationId())
                    && MailAddresses.isOne(recipient.email())) {
                write(rule, alerts, recipient);
            }
        }
    }

    private void write(AlertRule rule, List<Alert> alerts, Recipient recipient) {
        Locale locale = recipient.language().equals("fr") ? Locale.FRANCE : Locale.UK;
        String what =
                alerts.stream()
                        .limit(NAMED_AT_MOST)
                        .map(alert -> line(alert, locale))
                        .collect(Collectors.joining("\n"));
        String action =
                rule.suspends() ? texts.text("alerts.mail.suspends", List.of(), locale) : "";
        outbox.put(
                new MailDraft(
                        "alert",
                        recipient.accountId(),
                        recipient.email(),
                        locale,
                        List.of(
                                rule.name(),
                                alerts.size(),
                                what,
                                action,
                                outbox.portalUrl() + "/alerts")));
    }

    private String line(Alert alert, Locale locale) {
        return texts.text(
                "alerts.mail." + alert.kind(),
                List.of(
                        alert.subject(),
                        AlertWords.amount(alert.kind(), alert.value(), locale),
                        AlertWords.amount(alert.kind(), alert.threshold(), locale),
                        AlertWords.about(alert, locale)),
                locale);
    }
}
