package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.HookReceiver;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestSim;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Web hooks and alerts as people make, follow and answer them (ALL-7, M2M-10). */
@ExtendWith(PortalExtension.class)
class AlertsAndWebhooksTest {

    private final Portal portal;
    private final Town town;

    AlertsAndWebhooksTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void webhook_isMade_itsDeliveriesAreFollowedWithoutReload_andOneIsSentAgain()
            throws IOException {
        TestCustomer customer = town.newCustomer("Piscines");
        Person person = town.manager(customer.id(), "fr");
        try (var receiver = new HookReceiver();
                Visit hooks = portal.visit(person);
                Visit sent = portal.visit(person)) {
            sent.opens("webhooks?tab=deliveries").isAt("Webhooks");
            var deliveries = new ListOnPage(sent, "events-deliveries");
            hooks.opens("webhooks").isAt("Webhooks");
            hooks.presses("events-webhooks-toolbar-create").settles();
            hooks.fills("events-webhookForm-name", "Supervision");
            hooks.fills("events-webhookForm-url", "ftp://hooks.example/x");
            hooks.presses("events-webhookForm-save").settles();
            assertThat(hooks.find("#events-webhookForm-url")).hasAttribute("invalid", "");
            assertThat(hooks.find("#events-webhookForm-kinds")).hasAttribute("invalid", "");
            hooks.picture("webhook-form-refused-fr").is(Visit.NARROW);
            hooks.picture("webhook-form-refused-fr-390").is(Visit.WIDE);
            hooks.fills("events-webhookForm-url", receiver.url());
            hooks.find("#events-webhookForm-kinds input").fill("Carte SIM suspendue");
            hooks.find("vaadin-multi-select-combo-box-item:visible").first().click();
            hooks.page().keyboard().press("Tab");
            hooks.settles().presses("events-webhookForm-save").settles();
            assertThat(hooks.find("#webhook-secret-value input"))
                    .hasValue(Pattern.compile("whsec_.+"));
            hooks.picture("webhook-secret-fr").presses("webhook-secret-close").settles();
            var list = new ListOnPage(hooks, "events-webhooks");
            assertThat(list.cell("Rien d’envoyé")).isVisible();

            receiver.answers(500);
            list.rightClicks("Supervision").chooses("Essayer");
            assertThat(list.cell("En échec")).isVisible();
            assertThat(deliveries.cell("En attente")).isVisible();
            assertThat(deliveries.cell("HTTP 500 answer 500")).isVisible();
            sent.picture("deliveries-waiting-fr");
            receiver.answers(200);
            list.rightClicks("Supervision").chooses("Réessayer maintenant");
            assertThat(deliveries.cell("Reçu")).isVisible();
            assertThat(deliveries.cell("HTTP 200 answer 200")).isVisible();
            assertThat(list.cell("En marche")).isVisible();
            int before = receiver.all().size();
            deliveries.rightClicks("Reçu").chooses("Renvoyer");
            sent.isTold("L’événement est renvoyé");
            Eventually.eventually(() -> assertThat(receiver.all()).hasSize(before + 1));
            assertThat(receiver.once()).hasSize(1);
            sent.is(Visit.NARROW).picture("deliveries-sent-again-fr-390");
        }
        try (Visit english = portal.visit(town.manager(customer.id(), "en"))) {
            english.opens("events").isAt("Events");
            var events = new ListOnPage(english, "events-events");
            assertThat(events.cell("Web hook tried out")).isVisible();
            english.picture("events-en");
        }
    }

    @Test
    void rule_isMade_itsAlertComesByItself_isAcknowledged_closed_andArmedAgain() {
        TestCustomer customer = town.newCustomer("Skating rinks");
        TestSim sim = customer.importsSim("");
        Person person = town.manager(customer.id(), "en");
        usedIn(sim, "3569380356438001", 40);
        usedIn(sim, "4900152073237518", 30);
        try (Visit rules = portal.visit(person);
                Visit alerts = portal.visit(person)) {
            alerts.opens("alerts").isAt("Alerts");
            assertThat(alerts.find("#alerts-open")).isHidden();
            rules.opens("alerts?tab=rules").isAt("Alerts");
            rules.presses("alerts-rules-toolbar-create").settles();
            chooses(rules, "kind", "Traffic of a month, together");
            assertThat(rules.find("#alerts-form-suspends")).isHidden();
            rules.picture("alert-rule-total-en");
            chooses(rules, "kind", "Traffic of a month");
            assertThat(rules.find("#alerts-form-suspends")).isVisible();
            rules.fills("alerts-form-name", "Ice").fills("alerts-form-threshold", "0");
            rules.presses("alerts-form-save").settles();
            assertThat(rules.find("#alerts-form-threshold")).hasAttribute("invalid", "");
            chooses(rules, "kind", "Another device");
            assertThat(rules.find("#alerts-form-threshold")).isHidden();
            rules.find("#alerts-form-byHand input").check();
            rules.settles().picture("alert-rule-en").is(Visit.NARROW);
            rules.picture("alert-rule-en-390").is(Visit.WIDE);
            rules.presses("alerts-form-save").isTold("The rule Ice is saved");
            var list = new ListOnPage(rules, "alerts-rules");
            assertThat(list.cell("Used in another device")).isVisible();

            var found = new ListOnPage(alerts, "alerts-alerts");
            assertThat(found.cell("Another device: 49001520732375")).isVisible();
            assertThat(alerts.find("#alerts-open")).hasText("1 open alert");
            alerts.picture("alerts-open-en");
            found.rightClicks(sim.iccid()).chooses("Acknowledge");
            alerts.fills("alerts-note-note", "calling them").presses("alerts-note-save");
            alerts.isTold("The alert is changed");
            assertThat(found.cell("Acknowledged")).isVisible();
            assertThat(found.cell("calling them")).isVisible();
            assertThat(alerts.find("#alerts-open")).isHidden();
            usedIn(sim, "8677890112233445", 20);
            list.rightClicks("Ice").chooses("Change");
            rules.presses("alerts-form-save").isTold("The rule Ice is saved");
            found.counts("1 row").rightClicks(sim.iccid()).chooses("Close");
            alerts.presses("alerts-note-save").settles();
            assertThat(found.cell("Closed")).isVisible();

            list.rightClicks("Ice").chooses("Change");
            rules.presses("alerts-form-save").settles();
            assertThat(found.cell("Another device: 86778901122334")).isVisible();
            assertThat(alerts.find("#alerts-open")).hasText("1 open alert");
            alerts.is(Visit.NARROW).picture("alerts-again-en-390");
        }
    }

    /** A session in a device, so many minutes ago. */
    private void usedIn(TestSim sim, String imeisv, int minutesAgo) {
        portal.passerelle()
                .bean(DSLContext.class)
                .execute(
                        "insert into session (id, sim_id, organisation_id, nas_id, acct_session_id,"
                                + " imeisv, started_at, last_at, ended_at) select uuidv7(), sim.id,"
                                + " sim.organisation_id, nas.id, ?, ?,"
                                + " now() - make_interval(mins => ?), now(), now() from sim,"
                                + " (select id from nas limit 1) nas where iccid = ?",
                        imeisv,
                        imeisv,
                        minutesAgo,
                        sim.iccid());
    }

    private static void chooses(Visit visit, String field, String label) {
        visit.find("#alerts-form-" + field + " input").fill(label);
        visit.find("vaadin-combo-box-item:visible").filter(Visit.withText(label)).first().click();
        visit.settles();
    }
}
