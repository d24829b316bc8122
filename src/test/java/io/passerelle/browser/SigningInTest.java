package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming in and going out (ACC-6, ACC-7). */
@ExtendWith(PortalExtension.class)
class SigningInTest {

    private final Portal portal;
    private final Town town;

    SigningInTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void rightPassword_opensHomeInThePersonsLanguage(String language) {
        Person baker = town.baker(language);
        try (Visit visit = portal.stranger(language)) {
            SignIn.of(visit, baker);
            visit.isAt(baker.says("Accueil", "Home"));
            assertThat(visit.find("html")).hasAttribute("lang", baker.says("fr", "en"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void wrongPassword_isRefusedWithoutSayingWhatWasWrong(String language) {
        Person baker = town.baker(language);
        try (Visit visit = portal.stranger(language)) {
            visit.opens("login");
            SignIn.with(visit, baker.login(), "not the password");
            assertThat(visit.find("vaadin-login-form"))
                    .containsText(baker.says("Connexion refusée", "Sign-in refused"));
            visit.picture("sign-in-refused-" + language);
            SignIn.with(visit, "nobody at all", "not the password");
            assertThat(visit.find("vaadin-login-form"))
                    .containsText(baker.says("Connexion refusée", "Sign-in refused"));
        }
    }

    @Test
    void pageWithoutSignIn_asksForItAndThenOpensThatPage() {
        Person baker = town.baker("fr");
        try (Visit visit = portal.stranger("fr")) {
            visit.opens("organisations");
            visit.hasAddress("/login$");
            SignIn.with(visit, baker.login(), baker.password());
            visit.isAt("Organisations");
        }
    }

    @Test
    void signOut_endsTheSessionInEveryTab() {
        Person baker = town.baker("fr");
        try (Visit visit = portal.stranger("fr")) {
            SignIn.of(visit, baker);
            visit.presses("person").presses("sign-out");
            visit.find("input[name=username]").waitFor();
            visit.opens("organisations").hasAddress("/login$");
        }
    }

    @Test
    void languageAndColoursOfTheSignInPage_areKeptInTheBrowser() {
        try (Visit visit = portal.stranger("en")) {
            visit.is(ColorScheme.LIGHT).opens("login").presses("language-fr");
            assertThat(visit.find("vaadin-login-form")).containsText("Mot de passe");
            visit.settles().presses("colors-dark").settles().reloads();
            assertThat(visit.find("vaadin-login-form")).containsText("Mot de passe");
            assertThat(visit.find("html")).hasCSS("color-scheme", "dark");
        }
    }
}
