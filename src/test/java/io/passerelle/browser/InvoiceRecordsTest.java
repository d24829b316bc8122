package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.passerelle.testing.TestCustomer;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From the mobile operator's invoice to what a customer sees of a card that passes nothing here
 * (M2M-46).
 */
@ExtendWith(PortalExtension.class)
class InvoiceRecordsTest {

    private static final String CARD = "8933460000000000017";

    private final Portal portal;
    private final Town town;

    InvoiceRecordsTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void invoiceOfTheOperator_isWhatTheCustomerSeesOfItsCard() {
        TestCustomer customer = town.newCustomer("Affichage urbain");
        customer.api()
                .csv("/sims/import", "iccid;label;type\n" + CARD + ";Écran 1;public\n")
                .expect(200);
        String id = customer.lists("/sims").getFirst().get("id").asString();
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens("invoice-records").isAt("Relevés facturés");
            visit.presses("usage-invoices-toolbar-import").settles();
            chooses(
                    visit,
                    "N° SIM;Période du;Période au;Octets montants;Octets descendants\n"
                            + CARD
                            + ";01/10/2026;30/09/2026;1;1\n");
            assertThat(visit.find("#sims-import-verdict")).containsText("fautive");
            assertThat(visit.find("#sims-import-problems"))
                    .containsText("La période finit avant de commencer");
            visit.picture("invoices-refused-fr");
            chooses(
                    visit,
                    "N° SIM;Période du;Période au;Octets montants;Octets descendants\n"
                            + CARD
                            + ";01/10/2026;31/10/2026;3 100 000;31 000 000\n");
            assertThat(visit.find("#usage-invoiceImport-note")).containsText("1 nouveaux");
            visit.presses("usage-invoiceImport-go").isTold("1 ligne a été importée");
            assertThat(visit.find("vaadin-grid")).containsText(CARD);
            visit.picture("invoices-fr").is(ColorScheme.DARK).picture("invoices-fr-dark");
            visit.is(Visit.NARROW).picture("invoices-fr-390");
        }
        try (Visit visit = portal.visit(town.manager(customer.id(), "en"))) {
            visit.opens("sims/" + id).isAt("SIM card");
            assertThat(visit.find("#sim-file-diagnosis-title")).containsText("Direct Internet");
            assertThat(visit.find("#sim-file-session")).hasCount(0);
            assertThat(visit.find("#usage-total .amount")).hasText("34.1 MB");
            visit.picture("public-card-en").is(Visit.NARROW).picture("public-card-en-390");
            visit.is(Visit.WIDE).nothingSticksOut("public-card-en");
            visit.opens("usage?period=12m").isAt("Consumption");
            assertThat(visit.find("#usage-total .amount")).hasText("0 B");
            assertThat(visit.find("#usage-other")).containsText("From invoice records");
            visit.opens("usage?period=12m&measure=invoices");
            assertThat(visit.find("#usage-total .amount")).hasText("34.1 MB");
            assertThat(visit.find("#usage-source")).containsText("invoice records alone");
            visit.picture("usage-invoices-en")
                    .is(ColorScheme.DARK)
                    .picture("usage-invoices-en-dark");
            visit.opens("invoice-records");
            assertThat(visit.find("#usage-invoices-toolbar-import")).hasCount(0);
            assertThat(visit.find("vaadin-grid")).containsText(CARD);
            visit.opens("sims?kind=PUBLIC");
            assertThat(visit.find("vaadin-grid")).containsText("Active (direct Internet)");
            visit.picture("public-cards-en");
        }
        try (Visit visit = portal.visit(town.neighbour())) {
            visit.opens("invoice-records");
            assertThat(visit.find("vaadin-grid")).not().containsText(CARD);
        }
    }

    /** As older programs write it. */
    private static void chooses(Visit visit, String csv) {
        byte[] bytes = csv.getBytes(Charset.forName("windows-1252"));
        visit.find("#usage-invoiceImport-dialog input[type=file], vaadin-upload input[type=file]")
                .first()
                .setInputFiles(new FilePayload("facture.csv", "text/csv", bytes));
    }
}
