package io.passerelle.alerts;

import io.passerelle.accounts.Organisations;
import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.alerts.store.AlertRuleStore.Written;
import io.passerelle.alerts.store.AlertStore;
import io.passerelle.alerts.store.AlertStore.Unwritten;
import io.passerelle.api.ApiTexts;
import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.MailDraft;
import io.passerelle.mail.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells people of alerts by mail: one mail for a rule and a look, however many cards it names, and
 * one an hour as long as looks leave something for the next.
 */
@Component
class AlertLetters {

    /** From one mail to the next while there are more cards than looks take. */
    static final Duration BETWEEN = Duration.ofHours(1);

    private static final int NAMED_AT_MOST = 20;

    private final AlertRuleStore store;
    private final AlertStore alerts;
    private final Organisations organisations;
    private final Outbox outbox;
    private final ApiTexts texts;

    AlertLetters(
            AlertRuleStore store,
            AlertStore alerts,
            Organisations organisations,
            Outbox outbox,
            ApiTexts texts) {
        this.store = store;
        this.alerts = alerts;
        this.organisations = organisations;
        this.outbox = outbox;
        this.texts = texts;
    }

    /**
     * Writes to the rule's recipients, each in their language, of what they were not written of.
     *
     * @param whole whether the look left nothing for the next
     */
    void tell(AlertRule rule, boolean whole, Instant now) {
        Written far = store.written(rule.id());
        Instant last = far.at();
        if (!whole && last != null && now.isBefore(last.plus(BETWEEN))) {
            return;
        }
        Unwritten news = alerts.after(rule.id(), far.seq(), NAMED_AT_MOST);
        if (news.count() > 0) {
            write(rule, news);
        }
        var after = new Written(news.last(), whole ? null : now.truncatedTo(ChronoUnit.MICROS));
        if (!after.equals(far)) {
            store.written(rule.id(), after);
        }
    }

    private void write(AlertRule rule, Unwritten news) {
        for (Recipient recipient : store.recipients(rule.recipients())) {
            if (organisations.tree().isEnabled(recipient.organisationId())
                    && MailAddresses.isOne(recipient.email())) {
                write(rule, news, recipient);
            }
        }
    }

    private void write(AlertRule rule, Unwritten news, Recipient recipient) {
        Locale locale = recipient.language().equals("fr") ? Locale.FRANCE : Locale.UK;
        String what =
                news.some().stream()
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
                                news.count(),
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
