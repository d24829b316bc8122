package io.passerelle.mail;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Visible;
import io.passerelle.mail.store.MailStore;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.SecretBox;
import io.passerelle.testing.Modules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails are kept until they are delivered, and belong to the change they tell of (ACC-3). */
class OutboxTest {

    private final Modules modules = Modules.start("accounts", "mail");
    private final Outbox outbox = modules.get(Outbox.class);
    private final Viewer operator =
            Modules.operator(modules.get(Organisations.class).createOperator("Opérateur").id());

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void mail_liesInTheMailboxAndItsTextIsSealedInTheDatabase() {
        outbox.put(draft("claire@example.com"));

        Mail kept = eventuallyOnly(MailState.KEPT);
        assertThat(outbox.read(operator, kept.id()))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("https://portal.example/password/secret"));
        byte[] sealed = modules.get(MailStore.class).body(kept.id()).orElseThrow();
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
    }

    @Test
    void changeThatIsRolledBack_sendsNothing() {
        var transaction =
                new TransactionTemplate(
                        modules.get(
                                org.springframework.transaction.PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            outbox.put(draft("claire@example.com"));
            status.setRollbackOnly();
        });
        assertThat(all()).isEmpty();
    }

    @Test
    void claimedMail_isNobodyElsesUntilTheClaimHasPassed() {
        MailStore store = modules.get(MailStore.class);
        modules.get(Postman.class).stop();
        outbox.put(draft("claire@example.com"));

        assertThat(store.claim(10, Duration.ofMinutes(5))).hasSize(1);
        assertThat(store.claim(10, Duration.ofMinutes(5))).isEmpty();

        var again = all().getFirst();
        store.later(again.id(), Duration.ZERO, "451 greylisted");
        assertThat(store.claim(10, Duration.ofMinutes(5)).getFirst().mail().attempts())
                .isEqualTo(2);
    }

    @Test
    void mailWhoseTextCannotBeOpened_waitsAndKeepsNoOtherFromLeaving() {
        UUID altered = Ids.next();
        modules.get(MailStore.class)
                .insert(altered, draft("paul@example.com"), "Objet", new byte[64]);
        outbox.put(draft("claire@example.com"));

        eventually(() -> {
            assertThat(all())
                    .filteredOn(mail -> mail.recipient().equals("claire@example.com"))
                    .singleElement()
                    .matches(mail -> mail.state() == MailState.KEPT);
            assertThat(outbox.get(operator, altered))
                    .matches(mail -> mail.state() == MailState.WAITING)
                    .matches(mail -> mail.problem().contains("secret.key"));
        });
    }

    @Test
    void mailWhoseLinkHasExpired_isNotDeliveredAndItsTextForgotten() {
        outbox.put(
                new MailDraft(
                        "link",
                        null,
                        "claire@example.com",
                        Locale.FRANCE,
                        List.of("Claire", "https://portal.example/password/secret", "2"),
                        Instant.now().minusSeconds(1)));

        Mail late = eventuallyOnly(MailState.EXPIRED);
        assertThat(modules.get(MailStore.class).body(late.id())).isEmpty();
        assertThat(outbox.read(operator, late.id())).isEmpty();
        assertThatThrownBy(() -> outbox.again(operator, late.id()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.errors().getFirst().code()).isEqualTo("mail.late"));
    }

    @Test
    void mailThatBounces_isInTheListWithWhatTheServerSaidAndIsNotTriedAgain() {
        modules.get(Postman.class).stop();
        try (var server = new FakeMailServer()) {
            server.answersToRecipients("550 5.1.1 no such mailbox");
            MailSettings settings = SmtpTransportTest.settings(server.port());
            var postman =
                    new Postman(
                            modules.get(MailStore.class),
                            new SmtpTransport(settings),
                            settings,
                            modules.get(SecretBox.class),
                            modules.get(ChangeFeed.class));
            outbox.put(draft("nobody@example.com"));
            postman.start();
            try {
                Mail bounced = eventuallyOnly(MailState.REFUSED);
                assertThat(bounced.problem()).contains("no such mailbox");
                assertThat(bounced.attempts()).isEqualTo(1);
                server.answersToRecipients("250 ok");
                outbox.again(operator, bounced.id());
                eventuallyOnly(MailState.SENT);
            } finally {
                postman.stop();
            }
        }
    }

    @Test
    void recipientThatIsNoAddress_isRefused() {
        assertThatThrownBy(() -> outbox.put(draft("claire"))).isInstanceOf(Refused.class);
    }

    @Test
    void somebodyWithoutTheRight_readsNoMail() {
        Viewer other = Modules.customer(operator.organisationId());
        outbox.put(draft("claire@example.com"));
        var mail = all().getFirst();
        assertThatThrownBy(() -> outbox.read(other, mail.id())).isInstanceOf(Forbidden.class);
    }

    private Mail eventuallyOnly(MailState state) {
        eventually(() -> assertThat(all()).singleElement().matches(m -> m.state() == state));
        return all().getFirst();
    }

    private List<Mail> all() {
        return outbox.listing().page(new Visible.Everything(), ListQuery.ALL, 0, 100);
    }

    private static MailDraft draft(String recipient) {
        return new MailDraft(
                "link",
                null,
                recipient,
                Locale.FRANCE,
                List.of("Claire Martin", "https://portal.example/password/secret", "24"));
    }
}
