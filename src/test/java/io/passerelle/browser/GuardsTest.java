package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestSim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Guards, tags and replacement of a card (M2M-3, M2M-11), and two people at one card. */
@ExtendWith(PortalExtension.class)
class GuardsTest {

    private final Portal portal;
    private final Town town;

    GuardsTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void cardIsGuardedTaggedAndReplaced() {
        TestCustomer customer = town.newCustomer("Horodateurs");
        TestSim sim = customer.importsSim("");
        TestSim fresh = TestSim.fresh();
        try (Visit visit = portal.visit(town.manager(customer.id(), "fr"))) {
            visit.opens("sims");
            var list = new ListOnPage(visit, "sims-sims").counts("1 ligne");
            chooses(list, sim, "Verrouiller à un appareil");
            visit.fills("sims-deviceForm-imei", "490154203237517");
            visit.presses("sims-deviceForm-save");
            assertThat(visit.find("#sims-deviceForm-dialog")).containsText("clé d’un IMEI");
            visit.picture("sims-device-fr").is(ColorScheme.DARK).picture("sims-device-fr-dark");
            visit.is(ColorScheme.LIGHT);
            visit.fills("sims-deviceForm-imei", "49015420323751-8");
            visit.presses("sims-deviceForm-save").isTold("L’appareil de");

            chooses(list, sim, "Protection contre la résiliation");
            visit.page().getByText("Oui").last().click();
            visit.isTold("est protégée");
            chooses(list, sim, "Échéance");
            visit.picture("sims-expiry-fr");
            visit.page().keyboard().press("Escape");

            chooses(list, sim, "Étiquettes");
            visit.find("#sims-tagsForm-add input").fill("kiosque");
            visit.page().keyboard().press("Enter");
            visit.picture("sims-tags-fr");
            visit.presses("sims-tagsForm-save").isTold("étiquettes de");
            JsonNode shown = customer.shows(sim);
            assertThat(shown.get("imei").asString()).isEqualTo("490154203237518");
            assertThat(shown.get("tags").get(0).asString()).isEqualTo("kiosque");
            visit.opens("sims?id=" + shown.get("id").asString());
            visit.settles().picture("sims-guards-details-fr");
            visit.is(Visit.NARROW).picture("sims-guards-details-fr-390").is(Visit.WIDE);

            visit.opens("sims");
            chooses(list, sim, "Demander la résiliation");
            visit.presses("sims-requestForm-save");
            assertThat(visit.find("#sims-requestForm-dialog")).containsText("levez d’abord");
            visit.page().keyboard().press("Escape");

            chooses(list, sim, "Demander le remplacement");
            visit.fills("sims-requestForm-newIccid", fresh.iccid());
            visit.picture("sims-replace-fr");
            visit.presses("sims-requestForm-save").isTold("est partie");
            assertThat(list.cell(fresh.iccid())).isVisible(); // the simulated operator takes 3 s
            visit.opens("sim-requests").settles();
            new ListOnPage(visit, "sims-requests").selects(sim.iccid());
            visit.picture("sim-requests-details-fr");
        }
    }

    @Test
    void secondOfTwoPeople_isToldWhatTheFirstChanged_andLosesNothing() {
        TestCustomer customer = town.newCustomer("Parkings");
        TestSim sim = customer.importsSim("");
        JsonNode card = customer.shows(sim);
        try (Visit visit = portal.visit(town.manager(customer.id(), "en"))) {
            visit.opens("sims");
            var list = new ListOnPage(visit, "sims-sims").counts("1 row");
            chooses(list, sim, "Change label");
            visit.fills("sims-labelForm-label", "Barrier west");
            customer.tags(card.get("id").asString(), "north");
            visit.presses("sims-labelForm-save");
            Locator form = visit.find("#sims-labelForm-dialog");
            assertThat(form).containsText("Somebody else changed this card meanwhile");
            assertThat(form).containsText("north");
            assertThat(visit.find("#sims-labelForm-label input")).hasValue("Barrier west");
            visit.picture("sims-conflict-en").is(Visit.NARROW).picture("sims-conflict-en-390");
            visit.is(Visit.WIDE);
            visit.presses("sims-labelForm-save").isTold("is changed");
        }
        JsonNode both = customer.shows(sim);
        assertThat(both.get("label").asString()).isEqualTo("Barrier west");
        assertThat(both.get("tags").get(0).asString()).isEqualTo("north");
    }

    private static void chooses(ListOnPage list, TestSim sim, String action) {
        list.rightClicks(sim.iccid()).chooses(action);
    }
}
