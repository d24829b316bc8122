package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.KeyboardModifier;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestSim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders as both sides see them, and work on many cards at once (M2M-3, M2M-4, ALL-2). */
@ExtendWith(PortalExtension.class)
class EstateTest {

    /** Shown as it is, or the browser complains of what it runs. */
    private static final String SCRIPT = "<img src=/x onerror=\"throw 1\">";

    private final Portal portal;
    private final Town town;

    EstateTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void orderIsPlacedAcceptedAndSentInPart_andTheCustomersOpenPageFollows() {
        TestCustomer customer = town.newCustomer("Scieries");
        String reference = "Scies " + customer.id();
        try (Visit buyer = portal.visit(town.manager(customer.id(), "fr"));
                Visit staff = portal.visit(town.operator("en"))) {
            buyer.opens("orders")
                    .isAt("Commandes")
                    .presses("orders-orders-toolbar-place")
                    .settles();
            buyer.presses("orders-orderForm-save").settles();
            assertThat(buyer.find("#orders-orderForm-quantity[invalid]")).isVisible();
            buyer.presses("orders-orderForm-newAddress").settles();
            buyer.fills("orders-addressForm-company", SCRIPT);
            buyer.fills("orders-addressForm-street", "1 rue des Scies");
            buyer.fills("orders-addressForm-postcode", "25000");
            buyer.fills("orders-addressForm-town", "Besançon");
            buyer.presses("orders-addressForm-save").isTold("carnet d’adresses").settles();
            buyer.fills("orders-orderForm-quantity", "3");
            buyer.fills("orders-orderForm-operator", "Orange");
            buyer.find("#orders-orderForm-formFactor").getByText("4FF (nano)").click();
            buyer.fills("orders-orderForm-reference", reference);
            buyer.fills("orders-orderForm-remark", SCRIPT);
            buyer.picture("order-form-fr").is(Visit.NARROW).picture("order-form-fr-390");
            buyer.is(Visit.WIDE).presses("orders-orderForm-save").isTold("passée").settles();
            new ListOnPage(buyer, "orders-orders").selects(reference);
            Locator details = buyer.find("#orders-details");
            assertThat(details).containsText("Reçue");
            assertThat(details).containsText(SCRIPT);

            staff.opens("orders").isAt("Orders");
            var orders = new ListOnPage(staff, "orders-orders");
            orders.rightClicks(reference).chooses("Accept");
            staff.isTold("is accepted");
            assertThat(details).containsText("Acceptée");
            orders.rightClicks(reference).chooses("Send a parcel");
            staff.fills("orders-shipForm-carrier", "Chronopost");
            staff.fills("orders-shipForm-tracking", SCRIPT);
            sends(staff, "iccid\n12345\n");
            assertThat(staff.find("#sims-import-verdict")).containsText("faulty");
            sends(
                    staff,
                    "iccid\n%s\n%s\n".formatted(TestSim.fresh().iccid(), TestSim.fresh().iccid()));
            assertThat(staff.find("#sims-import-verdict")).containsText("2 cards");
            staff.picture("order-ship-en").presses("orders-shipForm-save").isTold("on their way");

            assertThat(details).containsText("Expédiée en partie");
            assertThat(details).containsText("Chronopost " + SCRIPT);
            buyer.picture("order-partly-shipped-fr").is(Visit.NARROW);
            buyer.picture("order-partly-shipped-fr-390").is(Visit.WIDE);
            buyer.presses("orders-details-deliver-1").settles();
            buyer.page().getByText("Oui").last().click();
            buyer.isTold("activées");
            assertThat(orders.cell("Partly delivered")).isVisible();
        }
    }

    private static void sends(Visit visit, String file) {
        visit.find("#orders-shipForm-upload input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                "parcel.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        visit.settles();
    }

    @Test
    void jobOverASelection_isFollowedLive_andReportsEachCard() throws IOException {
        TestCustomer customer = town.newCustomer("Péages");
        List<TestSim> sims = List.of(customer.importsSim(""), customer.importsSim(""));
        customer.tags(customer.shows(sims.getFirst()).get("id").asString(), "north");
        Person person = town.manager(customer.id(), "en");
        try (Visit visit = portal.visit(person);
                Visit beside = portal.visit(person)) {
            beside.opens("jobs?kind=SELECTION").isAt("Jobs");
            var jobs = new ListOnPage(beside, "sims-jobs");
            visit.opens("sims");
            startsOverBoth(visit, sims, "Tags");
            visit.find("#sims-bulkForm-add input").fill("-north");
            visit.page().keyboard().press("Enter");
            visit.presses("sims-bulkForm-save").settles();
            assertThat(visit.find("#sims-bulkForm-dialog")).containsText("cannot be a tag");
            visit.picture("bulk-form-tags-en").page().keyboard().press("Escape");
            visit.page().getByText("Yes").last().click();

            startsOverBoth(visit, sims, "Protection from termination");
            visit.picture("bulk-form-protection-en").presses("sims-bulkForm-save");
            visit.hasAddress("/jobs\\?id=").isAt("Jobs");
            Locator details = visit.find("#sims-job-details");
            assertThat(details).containsText("Protect");
            assertThat(details.getByText("Done").first()).isVisible();
            assertThat(jobs.cell("Protection from termination: Protect")).isVisible();
            assertThat(jobs.cell("Done")).isVisible();
            visit.settles().picture("job-done-en").is(Visit.NARROW).picture("job-done-en-390");
            visit.is(Visit.WIDE);
            Download report = visit.page().waitForDownload(() -> visit.presses("sims-job-report"));
            assertThat(Files.readString(report.path()).lines())
                    .hasSize(3)
                    .filteredOn(line -> line.contains("PROTECTION;on;done"))
                    .hasSize(2);
            assertThat(customer.shows(sims.getLast()).get("terminationProtected").asBoolean())
                    .isTrue();
        }
    }

    private static void startsOverBoth(Visit visit, List<TestSim> sims, String action) {
        var list = new ListOnPage(visit, "sims-sims").counts("2 rows");
        list.selects(sims.getFirst().iccid());
        list.cell(sims.getLast().iccid())
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        visit.settles().presses("sims-sims-toolbar-bulk").settles();
        assertThat(visit.find("#sims-bulkForm-dialog")).containsText("The 2 selected cards");
        visit.find("#sims-bulkForm-action input").fill(action);
        visit.find("vaadin-combo-box-item:visible").filter(Visit.withText(action)).first().click();
        visit.settles();
    }
}
