package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.TestCustomer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Organisations (ACC-1) and groups (M2M-6) made, refused and changed in the portal. */
@ExtendWith(PortalExtension.class)
class AdministrationTest {

    private static final String ORGANISATION_NAME = "accounts-organisation-name";
    private static final String GROUP_NAME = "sims-groupForm-name";

    private final Portal portal;
    private final Town town;

    AdministrationTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void organisation_isMadeAndChanged_andOthersSeeItWithoutReload() {
        try (Visit visit = portal.visit(town.operator("fr"));
                Visit other = portal.visit(town.operator("en"))) {
            visit.opens("organisations?q=Atelier");
            other.opens("organisations?q=Atelier");
            var list = new ListOnPage(visit, "accounts-organisations");
            var elsewhere = new ListOnPage(other, "accounts-organisations").counts("No rows");

            creates(visit, "Atelier des Halles");
            visit.isTold("« Atelier des Halles » est créée");
            assertThat(list.cell("Atelier des Halles")).isVisible();
            assertThat(elsewhere.cell("Atelier des Halles")).isVisible();

            list.rightClicks("Atelier des Halles").chooses("Modifier");
            visit.fills("accounts-organisation-reference", "HALLES-75");
            visit.presses("accounts-organisation-save").isTold("est modifiée");
            assertThat(list.cell("HALLES-75")).isVisible();
            assertThat(elsewhere.cell("HALLES-75")).isVisible();
        }
    }

    @Test
    void nameOfAnotherOrganisation_isRefusedAtItsField() {
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens("organisations");
            creates(visit, "Monétique du nord"); // the reseller's, but for a capital letter
            assertThat(visit.find("#" + ORGANISATION_NAME)).containsText("est déjà pris");
            visit.fills(ORGANISATION_NAME, "Imprimerie de la Gare");
            visit.presses("accounts-organisation-save").isTold("est créée");
        }
    }

    @Test
    void group_isMadeWithItsLimit_andItsNameOnlyOnce() {
        TestCustomer customer = town.newCustomer("Cordonnerie");
        try (Visit visit = portal.visit(town.manager(customer.id(), "fr"))) {
            visit.opens("groups").presses("sims-groups-toolbar-add").settles();
            visit.fills(GROUP_NAME, "Bornes").fills("sims-groupForm-maxConnections", "25");
            visit.presses("sims-groupForm-save").isTold("Le groupe « Bornes » est créé");
            var list = new ListOnPage(visit, "sims-groups").counts("2 lignes");
            assertThat(list.cell("25")).isVisible();

            visit.presses("sims-groups-toolbar-add").settles().fills(GROUP_NAME, "Bornes");
            visit.presses("sims-groupForm-save").settles();
            assertThat(visit.find("#" + GROUP_NAME)).containsText("« Bornes » est déjà pris");
            assertThat(customer.lists("/groups")).hasSize(2);
        }
    }

    @Test
    void defaultGroup_cannotBeDeleted() {
        TestCustomer customer = town.newCustomer("Serrurerie");
        customer.makesGroup("Alarmes");
        try (Visit visit = portal.visit(town.manager(customer.id(), "fr"))) {
            visit.opens("groups");
            var list = new ListOnPage(visit, "sims-groups").counts("2 lignes");
            list.rightClicks("Alarmes");
            assertThat(list.menu().filter(Visit.withText("Supprimer"))).hasCount(1);
            visit.page().keyboard().press("Escape");
            assertThat(list.menu()).hasCount(0);

            list.rightClicks("défaut");
            assertThat(list.menu().filter(Visit.withText("Modifier"))).hasCount(1);
            assertThat(list.menu().filter(Visit.withText("Supprimer"))).hasCount(0);
        }
    }

    private static void creates(Visit visit, String organisation) {
        visit.presses("accounts-organisations-toolbar-add").settles();
        visit.fills(ORGANISATION_NAME, organisation);
        visit.presses("accounts-organisation-save").settles();
    }
}
