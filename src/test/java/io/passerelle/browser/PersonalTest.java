package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import io.passerelle.testing.TestCustomer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the portal is for one person: their functions, their look, their keys, their links. */
@ExtendWith(PortalExtension.class)
class PersonalTest {

    /** Whether the element with the focus is drawn otherwise than without it. */
    private static final String FOCUS_IS_SEEN =
            """
            () => {
              let element = document.activeElement;
              while (element.shadowRoot && element.shadowRoot.activeElement) {
                element = element.shadowRoot.activeElement;
              }
              return element !== document.body && element.matches(':focus-visible')
                && [null, '::before', '::after'].some(part => {
                  const style = getComputedStyle(element, part);
                  return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px')
                    || style.boxShadow !== 'none';
                });
            }\
            """;

    private final Portal portal;
    private final Town town;

    PersonalTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void operator_hasTheNetworkAtHomeAndUnderTheHouse() {
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens("");
            assertThat(visit.find("#tile-sessions-nas")).isVisible();
            visit.presses("house");
            assertThat(visit.find("#house-sims-sims")).isVisible();
            visit.presses("house-sessions-nas").isAt("Accès réseau");
        }
    }

    @Test
    void customer_hasOnlyTheirOwnFunctionsAtHomeAndUnderTheHouse() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("");
            assertThat(visit.find("#tile-sims-sims")).isVisible();
            assertThat(visit.find("#tile-sessions-nas")).hasCount(0);
            assertThat(visit.find("#nav-sessions-nas")).hasCount(0);
            visit.presses("house");
            assertThat(visit.find("#house-sims-sims")).isVisible();
            assertThat(visit.find("#house-sessions-nas")).hasCount(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"network-access", "approved-networks"})
    void customerAtAnAddressOfTheOperator_findsNoSuchPage(String path) {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens(path).isAt("Page introuvable");
            assertThat(visit.find("#missing-page")).isVisible();
            assertThat(visit.find("vaadin-grid")).hasCount(0);
        }
    }

    @Test
    void languageAndColours_areKeptAfterReloadAndInANewBrowser() {
        Person person = town.manager(town.newCustomer("Fleuriste").id(), "fr");
        try (Visit visit = portal.visit(person)) {
            visit.opens("preferences").isAt("Mes préférences");
            chooses(visit, "language", "English");
            chooses(visit, "colors", "Sombre");
            visit.settles().presses("save-preferences").isAt("My preferences");
            isEnglishAndDark(visit.settles().reloads().isAt("My preferences"));
        }
        try (Visit visit = portal.stranger("fr")) {
            SignIn.of(visit, person);
            isEnglishAndDark(visit.isAt("Home"));
        }
    }

    @Test
    void keysInAList_openAndCloseItsForms_andTheFocusIsSeen() {
        TestCustomer customer = town.newCustomer("Pêcherie");
        customer.makesGroup("Balises");
        try (Visit visit = portal.visit(town.manager(customer.id(), "fr"))) {
            visit.opens("groups");
            var list = new ListOnPage(visit, "sims-groups").counts("2 lignes");
            list.selects("Balises");
            Keyboard keys = visit.page().keyboard();

            keys.press("Insert");
            assertThat(visit.find("#sims-groupForm-name input")).isFocused();
            assertThat(visit.find("#sims-groupForm-name input")).hasValue("");
            visit.settles();
            keys.press("Escape");
            assertThat(visit.find("#sims-groupForm-name")).hasCount(0);

            for (String edit : new String[] {"F2", "Enter"}) {
                visit.settles();
                keys.press(edit);
                assertThat(visit.find("#sims-groupForm-name input")).isFocused();
                assertThat(visit.find("#sims-groupForm-name input")).hasValue("Balises");
                visit.settles();
                keys.press("Escape");
                assertThat(visit.find("#sims-groupForm-name")).hasCount(0);
            }
            visit.settles();
            keys.press("ArrowUp");
            visit.page().waitForFunction(FOCUS_IS_SEEN);
            visit.picture("keyboard-focus-fr");
        }
    }

    @Test
    void linkToADryRun_tellsVerdictAndSteps() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("dry-run?sim=" + Town.iccid(2) + "&port=4001").isAt("Essai à blanc");
            assertThat(visit.find("#dry-run-verdict")).hasText("La connexion n’aboutirait pas");
            assertThat(visit.find("#dry-run-answer .steps li"))
                    .containsText(
                            new String[] {
                                "La carte SIM " + Town.iccid(2) + " peut utiliser le réseau",
                                "Elle n’a pas de session ouverte",
                                "Elle est dans le groupe « Caisses Lyon »",
                                "Le groupe a une route sur le port 4001"
                            });
        }
    }

    @Test
    void linkToADryRunOfANeighboursCard_tellsNothing() {
        try (Visit visit = portal.visit(town.neighbour())) {
            visit.opens("dry-run?sim=" + Town.iccid(2) + "&port=4001").isAt("Dry run");
            assertThat(visit.find("vaadin-notification-card")).isVisible();
            assertThat(visit.find("#dry-run-verdict")).hasCount(0);
        }
    }

    private static void chooses(Visit visit, String field, String label) {
        visit.find("#" + field + " vaadin-radio-button").filter(Visit.withText(label)).click();
    }

    private static void isEnglishAndDark(Visit visit) {
        assertThat(visit.find("html")).hasAttribute("lang", "en");
        assertThat(visit.find("html")).hasCSS("color-scheme", "dark");
    }
}
