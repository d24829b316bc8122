package io.passerelle.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.mail.Mail;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests to the support: filed, mailed, answered, and nobody else's (HELP-2). */
class SupportRequestsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static HelpFixture town;
    private static SupportRequests requests;
    private static SupportContacts contacts;

    /** Each test's own, so that none counts another's requests. */
    private final int number = NUMBER.incrementAndGet();

    private final String support = "support-" + number + "@example.net";
    private final String bakersMail = "baker-" + number + "@example.com";
    private final Viewer baker = town.person(town.bakery, "baker-" + number);
    private final Viewer florist = town.person(town.florist, "florist-" + number);
    private final UUID kind =
            contacts.create(
                            town.operator,
                            new SupportAddress.Draft(
                                    100 + number,
                                    "Terminaux " + number,
                                    "Terminals " + number,
                                    support,
                                    "en"))
                    .id();

    @BeforeAll
    static void open() {
        town = new HelpFixture();
        requests = town.modules.get(SupportRequests.class);
        contacts = town.modules.get(SupportContacts.class);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void request_isMailedToItsKindWithContextAndTheAnswerGoesToThePerson() {
        SupportRequest filed = requests.file(baker, draft("Caisse muette"));

        Mail mail = town.mail("supportRequest", support);
        assertThat(mail.subject()).isEqualTo("[" + filed.reference() + "] Caisse muette");
        assertThat(mail.replyTo()).isEqualTo(bakersMail);
        assertThat(town.text(mail))
                .contains("Boulangerie")
                .contains("Urgency: Urgent")
                .contains("N° SIM: 8933")
                .contains("06 12 34 56 78, {0} le matin")
                .contains("/support-requests?id=" + filed.id());
        Mail received = town.mail("supportReceived", bakersMail);
        assertThat(received.subject()).contains(filed.reference()).contains("Votre demande");
    }

    @Test
    void kindWithoutAddress_isFiledAndMailedToNobody() {
        UUID without =
                contacts.addresses().stream()
                        .filter(address -> address.email().isEmpty())
                        .findFirst()
                        .orElseThrow()
                        .id();
        requests.file(
                baker,
                new SupportRequestDraft(
                        without, SupportRequest.Urgency.LOW, "Question", "Bonjour", "", ""));
        town.mail("supportReceived", bakersMail);
        assertThat(town.mails("supportRequest", support)).isEmpty();
    }

    @Test
    void answerThatClosesARequest_isMailedInThePersonsLanguage() {
        SupportRequest filed = requests.file(baker, draft("Caisse muette"));
        assertThat(requests.take(town.operator, filed.id()).state())
                .isEqualTo(SupportRequest.State.TAKEN);

        requests.close(town.operator, filed.id(), "Antenne remplacée.");

        Mail closed = town.mail("supportClosed", bakersMail);
        assertThat(town.text(closed)).contains("est close").contains("Antenne remplacée.");
        assertThat(requests.get(baker, filed.id()).answer()).isEqualTo("Antenne remplacée.");
        assertThatThrownBy(() -> requests.close(town.operator, filed.id(), ""))
                .isInstanceOf(Refused.class);
    }

    @Test
    void ownRequest_isClosedByItsPersonWithoutAMail() {
        SupportRequest filed = requests.file(baker, draft("Caisse muette"));
        assertThat(requests.close(baker, filed.id(), "").state())
                .isEqualTo(SupportRequest.State.CLOSED);
        assertThat(town.mails("supportClosed", bakersMail)).isEmpty();
    }

    @Test
    void somebodyElsesRequest_isNotThere() {
        SupportRequest filed = requests.file(baker, draft("Caisse muette"));
        Viewer colleague = town.person(town.bakery, "colleague", Right.MANAGE_SIMS);
        for (Viewer other : new Viewer[] {florist, colleague}) {
            assertThatThrownBy(() -> requests.get(other, filed.id())).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> requests.close(other, filed.id(), "x"))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(town.refusals(filed.id())).isEqualTo(4);
        assertThatThrownBy(() -> requests.take(baker, filed.id())).isInstanceOf(Forbidden.class);
    }

    @Test
    void flood_isStoppedForWhoFloodsAndNotForOthers() {
        int most = HelpSettings.usual().requestsPerHour();
        for (int i = 0; i < most; i++) {
            requests.file(baker, draft("Encore " + i));
        }
        assertThatThrownBy(() -> requests.file(baker, draft("Une de trop")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors().getFirst().code())
                                        .isEqualTo("support.tooMany"));
        requests.file(florist, draft("La première"));
    }

    @Test
    void mistakes_areAllToldAtOnce() {
        var wrong =
                new SupportRequestDraft(
                        UUID.randomUUID(),
                        SupportRequest.Urgency.LOW,
                        "a\r\nBcc: everybody@example.com",
                        "",
                        "x".repeat(201),
                        "");
        assertThatThrownBy(() -> requests.file(baker, wrong))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(FieldError::field)
                                        .containsExactlyInAnyOrder(
                                                "addressId", "subject", "message", "callback"));
    }

    @Test
    void numbersAndHours_areChangedByWhoLooksAfterHelpAndKeptInTheAudit() {
        var draft = new SupportLine.Draft(1, "Jour", "Day", "+33 1 23 45 67 89", SupportPeriod.DAY);
        SupportLine line = contacts.create(town.operator, draft);
        assertThatThrownBy(() -> contacts.create(baker, draft)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> contacts.line(baker, line.id())).isInstanceOf(NotFound.class);
        assertThat(contacts.lines()).contains(line);
        assertThatThrownBy(() ->
                        contacts.update(
                                town.operator,
                                line.id(),
                                line.version(),
                                new SupportLine.Draft(
                                        1,
                                        "Jour",
                                        "Day",
                                        "javascript:alert(1)",
                                        SupportPeriod.DAY)))
                .isInstanceOf(Refused.class);
        SupportHours hours = contacts.hours();
        assertThatThrownBy(() -> contacts.update(baker, hours)).isInstanceOf(Forbidden.class);
        assertThat(contacts.update(town.operator, hours).version()).isEqualTo(hours.version() + 1);
    }

    private SupportRequestDraft draft(String subject) {
        return new SupportRequestDraft(
                kind,
                SupportRequest.Urgency.HIGH,
                subject,
                "Depuis ce matin.\nMerci <b>d’avance</b>",
                "06 12 34 56 78, {0} le matin",
                "Page: Cartes SIM (/sims)\nN° SIM: 8933010000000000017");
    }
}
