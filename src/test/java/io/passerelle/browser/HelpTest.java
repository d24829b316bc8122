package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.passerelle.accounts.Right;
import io.passerelle.help.Pdfs;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Guides that the operator adds and others read (HELP-1), and a request to the support (HELP-2).
 */
@ExtendWith(PortalExtension.class)
class HelpTest {

    private final Portal portal;
    private final Town town;

    HelpTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void guideThatTheOperatorAdds_isOpenedByACustomerAndLetsNothingRun() {
        String title = "Mise en service " + UUID.randomUUID();
        byte[] file = Pdfs.pages(2);
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens("guides-admin?tab=sections");
            visit.presses("help-managed-sections-toolbar-add").settles();
            visit.fills("help-sectionForm-titleFr", "Terminaux de paiement");
            visit.fills("help-sectionForm-titleEn", "Payment terminals");
            visit.presses("help-sectionForm-save").isTold("La rubrique est ajoutée");

            visit.opens("guides-admin").presses("help-managed-documents-toolbar-add").settles();
            visit.fills("help-guideForm-title", title);
            visit.picture("guide-form-fr");
            sends(visit, "photo.pdf", "pas un PDF".getBytes(StandardCharsets.UTF_8));
            assertThat(visit.find("#help-upload-said")).containsText("Ce n’est pas un fichier PDF");
            sends(visit, "guide.pdf", file);
            assertThat(visit.find("#help-upload-said")).containsText("2 pages");
            visit.presses("help-guideForm-save").isTold("est ajouté");
            assertThat(new ListOnPage(visit, "help-managed-documents").cell(title)).isVisible();
            visit.picture("guides-admin-with-a-guide-fr");
        }
        try (Visit visit = portal.visit(town.baker("en"))) {
            visit.opens("documents");
            Locator guide = visit.find("#help-guides a.tile").filter(Visit.withText(title));
            assertThat(guide).containsText("2 pages");
            visit.picture("documents-with-a-guide-en");
            APIResponse answer =
                    visit.context().request().get(visit.address(guide.getAttribute("href")));
            assertThat(answer.body()).isEqualTo(file);
            assertThat(answer.headers())
                    .containsEntry("content-type", "application/pdf")
                    .containsEntry("x-content-type-options", "nosniff")
                    .doesNotContainKey("set-cookie");
            assertThat(answer.headers().get("content-disposition")).startsWith("inline");
            assertThat(answer.headers().get("content-security-policy"))
                    .contains("default-src 'none'");
        }
        try (Visit stranger = portal.stranger("fr")) {
            APIResponse answer =
                    stranger.context().request().get(stranger.address("guides/passerelle-fr.pdf"));
            assertThat(answer.headers().get("content-type")).doesNotContain("pdf");
        }
    }

    @Test
    void request_takesAlongTheCardThatWasLookedAt() {
        Person person = town.newcomer(town.bakerProgram().id(), "fr", Right.MANAGE_SIMS);
        try (Visit visit = portal.visit(person)) {
            visit.opens("sims?q=" + Town.iccid(7));
            new ListOnPage(visit, "sims-sims").selects(Town.iccid(7));
            visit.presses("help").settles();
            visit.find("#help-action-support").click();
            visit.settles().isAt("Contacter le support");
            assertThat(visit.find("#support-from")).containsText(Town.iccid(7));
            visit.presses("file-request").settles();
            assertThat(visit.find("#support-context")).containsText(Town.iccid(7));
            assertThat(visit.find("#support-context")).not().containsText(Town.CARD_PASSWORD);
            visit.picture("support-form-fr").presses("help-supportForm-save").settles();
            assertThat(visit.find("#help-supportForm-subject")).containsText("Obligatoire");
            visit.find("#help-supportForm-addressId").click();
            visit.find("vaadin-select-item:visible, vaadin-select-list-box vaadin-select-item")
                    .first()
                    .click();
            visit.fills("help-supportForm-subject", "Caisse muette");
            visit.fills("help-supportForm-message", "Depuis ce matin.");
            visit.presses("help-supportForm-save").isTold("est envoyée");

            visit.opens("support-requests");
            var list = new ListOnPage(visit, "help-requests").counts("1 ligne");
            list.selects("Caisse muette");
            assertThat(visit.find("#support-context")).containsText(Town.iccid(7));
            visit.picture("support-requests-fr");
        }
        try (Visit neighbour = portal.visit(town.neighbour())) {
            neighbour.opens("support-requests");
            new ListOnPage(neighbour, "help-requests").counts("No rows");
        }
    }

    private static void sends(Visit visit, String name, byte[] file) {
        visit.find("#help-upload input[type=file]")
                .setInputFiles(new FilePayload(name, "application/pdf", file));
        visit.settles();
    }
}
