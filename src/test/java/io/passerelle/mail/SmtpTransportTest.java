package io.passerelle.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Ids;
import io.passerelle.foundation.SettingsReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server says decides what becomes of a mail. */
class SmtpTransportTest {

    private final FakeMailServer server = new FakeMailServer();
    private final MailTransport transport = new SmtpTransport(settings(server.port()));

    @Test
    void mailThatIsTaken_arrivesWithItsWordsAndOneIdentity() {
        Mail mail = mail("claire@example.com");

        assertThat(transport.deliver(mail, "Bonjour Zoë")).isInstanceOf(Delivery.Taken.class);
        assertThat(transport.deliver(mail, "Bonjour Zoë")).isInstanceOf(Delivery.Taken.class);

        assertThat(server.mails())
                .hasSize(2)
                .allSatisfy(text ->
                        assertThat(text)
                                .contains("Message-ID: <" + mail.id() + "@passerelle.example>")
                                .contains("To: claire@example.com")
                                .contains("Auto-Submitted: auto-generated"));
        server.close();
    }

    @Test
    void recipientThatDoesNotExist_isRefusedForGood() {
        server.answersToRecipients("550 5.1.1 no such mailbox");
        assertThat(transport.deliver(mail("nobody@example.com"), "text"))
                .isInstanceOfSatisfying(
                        Delivery.Never.class,
                        never -> assertThat(never.reason()).contains("no such mailbox"));
        server.close();
    }

    @Test
    void recipientThatIsBusy_isTriedLater() {
        server.answersToRecipients("451 4.7.1 greylisted");
        assertThat(transport.deliver(mail("busy@example.com"), "text"))
                .isInstanceOf(Delivery.Later.class);
        server.close();
    }

    @Test
    void serverThatTookTheMailAndResetsAtTheEnd_hasTakenIt() {
        server.resetsAtTheEnd();
        assertThat(transport.deliver(mail("claire@example.com"), "text"))
                .isInstanceOf(Delivery.Taken.class);
        assertThat(server.mails()).hasSize(1);
        server.close();
    }

    @Test
    void serverThatIsAway_isTriedLater() {
        server.close();
        assertThat(transport.deliver(mail("claire@example.com"), "text"))
                .isInstanceOf(Delivery.Later.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "claire",
                "claire@example.com, paul@example.com",
                "Claire <claire@example.com>",
                "claire@example.com\r\nBcc: paul@example.com",
                "@example.com"
            })
    void textThatIsNotOneAddress_isNone(String text) {
        assertThat(MailAddresses.isOne(text)).isFalse();
    }

    @Test
    void pauseBetweenAttempts_growsToAnHour() {
        assertThat(Postman.pause(1)).hasSeconds(30);
        assertThat(Postman.pause(2)).hasSeconds(60);
        assertThat(Postman.pause(1_000)).hasHours(1);
    }

    private static Mail mail(String recipient) {
        return new Mail(
                Ids.next(),
                null,
                "test",
                recipient,
                "Objet",
                MailState.WAITING,
                1,
                Instant.now(),
                Instant.now(),
                null,
                "",
                "",
                null);
    }

    static MailSettings settings(int port) {
        return MailSettings.read(
                new SettingsReader(
                        Map.of(
                                        "passerelle.mail.host", "127.0.0.1",
                                        "passerelle.mail.port", String.valueOf(port),
                                        "passerelle.mail.encryption", "none",
                                        "passerelle.mail.from", "portal@passerelle.example")
                                ::get));
    }
}
