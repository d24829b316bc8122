package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.KeyboardModifier;
import io.passerelle.testing.TestCustomer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of SIM cards, and with it what every list can (M2M-1, M2M-3, M2M-4, ALL-2). */
@ExtendWith(PortalExtension.class)
class SimsTest {

    private final Portal portal;
    private final Town town;

    SimsTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void searchAndOrder_areInTheAddressAndComeBackFromIt() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("sims");
            var list = new ListOnPage(visit, "sims-sims").counts("60 lignes");
            list.searches("Caisse 29").counts("1 ligne");
            list.sortsBy("Libellé").sortsBy("Libellé");
            visit.hasAddress("q=Caisse.*29.*sort=-label").reloads();
            list.counts("1 ligne");
            assertThat(list.cell("Caisse 29")).isVisible();
            assertThat(visit.find("#sims-sims-search input")).hasValue("Caisse 29");
        }
    }

    @Test
    void menuOfARowAndTheButtonsBelow_offerTheSame() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("sims");
            var list = new ListOnPage(visit, "sims-sims").rightClicks(Town.iccid(1));
            visit.picture("sims-menu-fr");
            List<String> menu = list.menu().allInnerTexts();
            assertThat(menu)
                    .contains(
                            "Demander la suspension",
                            "Modifier le libellé",
                            "Changer de groupe",
                            "Sessions de la carte");
            List<String> below = new ArrayList<>();
            for (String button : List.of("edit", "windows")) {
                visit.page().keyboard().press("Escape");
                assertThat(list.menu()).hasCount(0);
                visit.presses("sims-sims-" + button + "-button");
                list.menu().first().waitFor();
                visit.picture("sims-" + button + "-fr");
                below.addAll(list.menu().allInnerTexts());
            }
            assertThat(below).containsAll(menu);
        }
    }

    @Test
    void severalRows_areSelectedWithControl() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("sims");
            var list = new ListOnPage(visit, "sims-sims").selects(Town.iccid(1));
            list.cell(Town.iccid(3))
                    .click(
                            new Locator.ClickOptions()
                                    .setModifiers(List.of(KeyboardModifier.CONTROL)));
            assertThat(visit.find("#sims-sims-selected")).hasText("2 sélectionnées");
        }
    }

    @Test
    void exports_holdWhatIsShownAndNothingElse() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("sims?q=Caisse+07");
            var list = new ListOnPage(visit, "sims-sims").counts("1 ligne");
            assertThat(list.exports("csv").lines())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("N° SIM"))
                    .anyMatch(line -> line.contains(Town.iccid(7)) && line.contains("Caisse 07"));
            assertThat(list.exports("xml"))
                    .startsWith("<?xml")
                    .contains(Town.iccid(7))
                    .doesNotContain(Town.iccid(8), Town.CARD_PASSWORD);
        }
    }

    @Test
    void chosenColumns_areKeptForThePerson() {
        Person person = town.manager(town.baker("fr").organisation(), "fr");
        try (Visit visit = portal.visit(person)) {
            visit.opens("sims");
            var list = new ListOnPage(visit, "sims-sims");
            assertThat(list.header("Adresse IP")).isVisible();
            list.togglesColumn("address");
            assertThat(list.header("Adresse IP")).hasCount(0);
            visit.reloads();
            assertThat(list.header("Libellé")).isVisible();
            assertThat(list.header("Adresse IP")).hasCount(0);
        }
    }

    @Test
    void neighboursCard_isNotThere_andPasswordsAreNowhere() {
        try (Visit visit = portal.visit(town.neighbour())) {
            visit.opens("sims?q=" + Town.iccid(1));
            new ListOnPage(visit, "sims-sims").counts("No rows");
        }
        try (Visit visit = portal.visit(town.baker("en"))) {
            visit.opens("sims");
            new ListOnPage(visit, "sims-sims").counts("60 rows").selects(Town.iccid(2));
            assertThat(visit.page().content()).doesNotContain(Town.CARD_PASSWORD);
        }
    }

    @Test
    void file_isTriedFirst_andImportedWhenItIsRight() {
        TestCustomer customer = town.newCustomer("Pharmacie");
        try (Visit visit = portal.visit(town.manager(customer.id(), "fr"))) {
            visit.opens("sims").presses("sims-sims-toolbar-import").settles();
            chooses(visit, "iccid;label\n89330000000000000;Un\nabc;Deux\n");
            assertThat(visit.find("#sims-import-verdict")).containsText("fautive");
            visit.picture("import-refused-fr").is(Visit.NARROW).picture("import-refused-fr-390");
            visit.is(Visit.WIDE);
            chooses(visit, "iccid;label\n8933770000000099001;Un\n8933770000000099002;Deux\n");
            assertThat(visit.find("#sims-import-verdict"))
                    .containsText("Les 2 cartes peuvent être importées");
            visit.presses("sims-import-go").isTold("2 cartes sont importées");
            assertThat(customer.lists("/sims")).hasSize(2);
        }
    }

    private static void chooses(Visit visit, String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        visit.find("#sims-import-dialog input[type=file], vaadin-upload input[type=file]")
                .first()
                .setInputFiles(new FilePayload("cartes.csv", "text/csv", bytes));
    }
}
