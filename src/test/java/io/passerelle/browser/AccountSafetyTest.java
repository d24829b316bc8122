package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.testing.ApiCaller;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.TestCustomer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys, tokens, and pages that were open when what opened them was taken (ACC-5, ACC-7, ACC-8). */
@ExtendWith(PortalExtension.class)
class AccountSafetyTest {

    private final Portal portal;
    private final Town town;

    AccountSafetyTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void passkey_isMadeWithThePasswordAndSignsInWithoutIt() {
        Person person = town.manager(town.newCustomer("Horlogerie").id(), "fr");
        try (Visit visit = portal.strangerAt("localhost", "fr")) {
            hasAuthenticator(visit);
            SignIn.of(visit, person);
            visit.opens("account").isAt("Mon compte");
            visit.presses("add-passkey");
            givesPassword(visit, "wrong");
            assertThat(visit.find("#people-password-current[invalid]")).isVisible();
            givesPassword(visit, person.password());
            visit.find("#people-passkey-name input").fill("téléphone");
            visit.presses("people-passkey-save");
            assertThat(visit.find("#own-passkeys li")).containsText("téléphone");
            visit.settles().picture("passkeys-fr");
            isTold(person, "passkey");

            leaves(visit);
            visit.picture("sign-in-passkey-fr").presses("sign-in-passkey");
            visit.find(".home").waitFor();

            visit.settles().opens("account");
            visit.find("#own-passkeys vaadin-button[theme~=error]").click();
            givesPassword(visit, person.password());
            assertThat(visit.find("#own-passkeys li")).hasCount(0);
            leaves(visit);
            visit.presses("sign-in-passkey");
            assertThat(visit.find("#passkey-problem"))
                    .hasText("Cette clé d’accès n’ouvre aucun compte ici.");
        }
    }

    @Test
    void passkeyOnAnAddressWithoutADomain_isNotToBeHad() {
        try (Visit visit = portal.stranger("fr")) {
            visit.opens("login").presses("sign-in-passkey");
            assertThat(visit.find("#passkey-problem")).isVisible();
        }
    }

    @Test
    void token_isShownOnceAndOpensTheApiUntilItIsRevoked() {
        Person person = town.manager(town.newCustomer("Droguerie").id(), "fr");
        try (Visit visit = portal.visit(person)) {
            visit.opens("account").presses("add-token");
            visit.find("#people-token-name input").fill("rapport de nuit");
            visit.picture("token-form-fr").presses("people-token-save");
            String token = visit.find("#token").textContent();
            visit.picture("token-made-fr").presses("token-kept");
            assertThat(visit.find("#own-tokens li")).containsText("rapport de nuit");
            assertThat(visit.find("#token")).hasCount(0); // the dialog closes by itself
            Assertions.assertThat(visit.page().content()).doesNotContain(token);
            var program = new ApiCaller(portal.passerelle().url(), token);
            Eventually.eventually(() -> program.get("/me").expect(200));
            visit.settles().picture("tokens-fr");

            visit.find("#own-tokens vaadin-button[theme~=error]").click();
            visit.find("vaadin-confirm-dialog vaadin-button").filter(Visit.withText("Oui")).click();

            assertThat(visit.find("#own-tokens li")).hasCount(0);
            program.get("/me").expect(401);
        }
    }

    @Test
    void tokenOfSomebodyBelow_isRevokedByWhoManagesTheAccount() {
        TestCustomer customer = town.newCustomer("Cordonnerie");
        Person person = town.manager(customer.id(), "fr");
        var issued =
                portal.passerelle()
                        .bean(ApiTokens.class)
                        .issue(person.account(), "caisse", java.util.Set.of(), null);
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens("api-tokens?accountId=" + person.account()).isAt("Jetons d’API");
            var list = new ListOnPage(visit, "accounts-tokens").counts("1 ligne");
            list.selects("caisse");
            visit.picture("api-tokens-one-fr");
        }
        portal.operator().api().delete("/issued-tokens/" + issued.record().id()).expect(204);
        portal.operator().api().delete("/issued-tokens/" + issued.record().id()).expect(422);
        customer.api().get("/issued-tokens").expect(200);
        town.newCustomer("Mercerie")
                .api()
                .delete("/issued-tokens/" + issued.record().id())
                .expect(404);
    }

    @Test
    void formThatWasOpenWhenTheRightWasTaken_savesNothing() {
        TestCustomer customer = town.newCustomer("Quincaillerie");
        Person person = town.manager(customer.id(), "fr");
        try (Visit visit = portal.visit(person)) {
            visit.opens("groups");
            visit.presses("sims-groups-toolbar-add");
            visit.find("#sims-groupForm-name input").fill("Trop tard");
            visit.settles();
            portal.operator()
                    .api()
                    .put("/accounts/" + person.account(), "{\"rights\": [\"READ_AUDIT\"]}")
                    .expect(200);

            visit.presses("sims-groupForm-save");

            assertThat(visit.find(".v-system-error")).containsText("Vos droits ont changé");
            visit.picture("rights-taken-fr");
            Assertions.assertThat(customer.api().get("/groups").expect(200).toString())
                    .doesNotContain("Trop tard");
        }
    }

    @Test
    void pageThatWasOpenWhenTheSessionWasEnded_savesNothingAndSaysSo() {
        TestCustomer customer = town.newCustomer("Papeterie");
        Person person = town.manager(customer.id(), "fr");
        try (Visit visit = portal.stranger("fr")) {
            SignIn.of(visit, person);
            visit.opens("groups");
            portal.passerelle().bean(PortalSessions.class).endAll(person.account(), null);
            assertThat(visit.find("#session-ended")).isVisible();
            visit.picture("session-ended-fr");
            visit.opens("groups");
            assertThat(visit.find("#sign-in")).isVisible();
        }
    }

    @Test
    void auditLog_speaksInWords() {
        TestCustomer customer = town.newCustomer("Fromagerie");
        customer.makesGroup("Bornes de la rue");
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens("audit?organisationId=" + customer.id()).isAt("Journal d’audit");
            var list = new ListOnPage(visit, "accounts-audit");
            list.selects("Création d’un groupe");
            assertThat(visit.find("#audit-details")).containsText("Groupe Bornes de la rue");
            assertThat(visit.find("#audit-details table")).containsText("Par défaut");
            visit.picture("audit-words-fr");
        }
    }

    private void isTold(Person person, String purpose) {
        Eventually.eventually(() ->
                Assertions.assertThat(
                                portal.operator()
                                        .api()
                                        .get("/mails?accountId=" + person.account())
                                        .expect(200)
                                        .toString())
                        .contains("\"purpose\":\"" + purpose + "\""));
    }

    private static void givesPassword(Visit visit, String password) {
        visit.find("#people-password-current input").fill(password);
        visit.presses("people-password-save");
    }

    private static void leaves(Visit visit) {
        visit.context().clearCookies();
        visit.opens("login");
    }

    /** One built into the device, with its owner's finger on it. */
    private static void hasAuthenticator(Visit visit) {
        CDPSession session = visit.context().newCDPSession(visit.page());
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", arguments);
    }
}
