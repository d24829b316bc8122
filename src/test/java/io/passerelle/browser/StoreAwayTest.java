package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.passerelle.store.StoreState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal without its database (ALL-4): it says so, since when, and comes back by itself. */
@ExtendWith(PortalExtension.class)
class StoreAwayTest {

    private static final String BANNER = "#store-banner";

    private final Portal portal;
    private final Town town;
    private final StoreState.Reporter database;

    StoreAwayTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
        this.database = portal.passerelle().bean(StoreState.class).reporter("test");
    }

    @AfterEach
    void isBack() {
        database.answered();
    }

    private void isAway() {
        database.failed(StoreState.Kind.AWAY, "somebody pulled the plug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void pageThatIsOpen_saysSoAndStopsSayingSo(String language) {
        Person baker = town.baker(language);
        try (Visit visit = portal.visit(baker)) {
            visit.opens("organisations");
            assertThat(visit.find(BANNER)).isHidden();
            isAway();
            assertThat(visit.find(BANNER))
                    .containsText(
                            baker.says(
                                    "La base de données ne répond plus depuis le",
                                    "The database has not answered since"));
            visit.nothingSticksOut("organisations while the database is away")
                    .picture("store-away-" + language);
            visit.is(Visit.NARROW)
                    .nothingSticksOut("the same on a telephone")
                    .picture("store-away-narrow-" + language);
            database.answered();
            assertThat(visit.find(BANNER)).isHidden();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void pageThatIsOpenedMeanwhile_saysSoAndOpensByItself(String language) {
        Person baker = town.baker(language);
        try (Visit visit = portal.visit(baker).expecting(503)) {
            isAway();
            visit.opens("organisations");
            assertThat(visit.find(BANNER)).isVisible();
            visit.picture("store-away-opened-" + language);
            database.answered();
            assertThat(visit.find(BANNER)).isHidden();
            assertThat(visit.find("vaadin-grid vaadin-grid-cell-content").first()).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void signIn_waitsForTheDatabase(String language) {
        Person baker = town.baker(language);
        try (Visit visit = portal.stranger(language)) {
            isAway();
            visit.opens("login");
            assertThat(visit.find(BANNER)).isVisible();
            assertThat(visit.find("vaadin-login-form vaadin-button").first()).isDisabled();
            visit.nothingSticksOut("sign-in").picture("store-away-sign-in-" + language);
            database.answered();
            assertThat(visit.find(BANNER)).isHidden();
            SignIn.with(visit, baker.login(), baker.password());
            visit.isAt(baker.says("Accueil", "Home"));
        }
    }
}
