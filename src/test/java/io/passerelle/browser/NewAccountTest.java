package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.passerelle.testing.Authenticator;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the creation mail to a working account, and what its owner does with it (ACC-2 to ACC-7).
 */
@ExtendWith(PortalExtension.class)
class NewAccountTest {

    private static final String PASSWORD = "quatre mots au hasard";
    private static final Pattern LINK = Pattern.compile("password/\\S+");

    private final Portal portal;
    private final Town town;

    NewAccountTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void newcomer_followsTheLinkOfTheMailAndSignsIn(String language) {
        String login = "recrue-" + language;
        String link = invites(login, language);
        try (Visit visit = portal.stranger(language)) {
            visit.opens(link.substring(0, link.length() - 1) + "-");
            assertThat(visit.find("#dead-link")).isVisible();
            visit.opens(link);
            visit.picture("choose-password-" + language);
            visit.find("#password input").fill("motdepasse1");
            visit.find("#again input").fill("motdepasse1");
            visit.presses("choose-password");
            assertThat(visit.find("#password[invalid]")).isVisible();
            visit.find("#password input").fill(PASSWORD);
            visit.find("#again input").fill(PASSWORD);
            visit.presses("choose-password");
            assertThat(visit.find("#password-chosen")).isVisible();
            visit.find("#to-sign-in").click();
            SignIn.with(visit, login, PASSWORD);
            visit.isAt(language.equals("fr") ? "Accueil" : "Home");
            visit.opens(link);
            assertThat(visit.find("#dead-link")).isVisible();
        }
    }

    @Test
    void whoForgotThePassword_readsTheSameAnswerWhetherThereIsSuchAnAccount() {
        try (Visit visit = portal.stranger("fr")) {
            visit.opens("forgotten");
            visit.find("#who input").fill("nobody-at-all");
            visit.presses("send-link");
            assertThat(visit.find("#link-sent")).isVisible();
        }
    }

    @Test
    void secondFactor_isSwitchedOnAndAskedForAtTheNextSignIn() {
        Person person = town.manager(town.newCustomer("Serrurerie").id(), "fr");
        String key;
        try (Visit visit = portal.visit(person)) {
            visit.opens("account").isAt("Mon compte");
            visit.presses("change-factor");
            key = visit.find("#factor-key").textContent().replaceAll(".*: *", "");
            visit.picture("factor-on-fr");
            visit.find("#people-factor-code input").fill(Authenticator.code(key, Instant.now()));
            visit.presses("people-factor-save");
            assertThat(visit.find("#codes-kept")).isVisible();
            visit.picture("recovery-codes-fr").presses("codes-kept");
        }
        try (Visit visit = portal.stranger("fr")) {
            visit.opens("login");
            SignIn.with(visit, person.login(), person.password());
            visit.find("#code input").waitFor();
            visit.picture("second-factor-fr");
            visit.find("#code input").fill("000000");
            visit.presses("submit-code");
            assertThat(visit.find("#code[invalid]")).isVisible();
            // the code of before is used up; that of the next half minute is taken already
            String next = Authenticator.code(key, Instant.now().plusSeconds(30));
            visit.find("#code input").fill(next);
            visit.presses("submit-code");
            visit.find(".home").waitFor();
        }
    }

    /** Makes an account and reads its second mail in the operator's mailbox. */
    private String invites(String login, String language) {
        portal.operator()
                .api()
                .post(
                        "/accounts",
                        """
                        {"organisationId": "%s", "login": "%s", "firstName": "Nora", "lastName": "Recrue",
                         "email": "%s@browser.example", "language": "%s", "rights": []}\
                        """
                                .formatted(town.bakerProgram().id(), login, login, language))
                .expect(201);
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens("mails?q=" + login).isAt("Courriels");
            var list = new ListOnPage(visit, "mail-mails").counts("2 lignes");
            list.cell("Dans la boîte").waitFor();
            list.selects(
                    language.equals("fr")
                            ? "Choisissez votre mot de passe Passerelle"
                            : "Choose your Passerelle password");
            visit.find("#mail-text").waitFor();
            visit.picture("mail-" + language);
            Matcher link = LINK.matcher(visit.find("#mail-text").textContent());
            Assertions.assertTrue(link.find());
            return link.group();
        }
    }
}
