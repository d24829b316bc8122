package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.TestCustomer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The route page exactly as M2M-24 has it, and the refusals of M2M-21 and M2M-26. */
@ExtendWith(PortalExtension.class)
class RoutesTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String HOST = "routing-route-destinations-%d-host";
    private static final String PORT = "routing-route-destinations-%d-port";
    private static final String PRIORITY = "routing-route-destinations-%d-priority";
    private static final String SHARE = "routing-route-destinations-%d-share";

    private final Portal portal;
    private final Town town;

    RoutesTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    @Test
    void grid_showsEveryDestinationOfEveryRoute() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("routes").isAt("Routes IP M2M");
            var list = new ListOnPage(visit, "routing-routes");
            for (String header :
                    new String[] {
                        "IP d’entrée",
                        "Port d’entrée",
                        "Type",
                        "Destination de sortie",
                        "Priorité",
                        "Répartition",
                        "Libellé",
                        "Groupe"
                    }) {
                assertThat(list.header(header)).isVisible();
            }
            assertThat(list.cell("127.0.0.1:7001")).isVisible();
            assertThat(list.cell("127.0.0.1:7003")).isVisible();
            assertThat(list.cell("HTTP 80")).isVisible();
        }
    }

    @Test
    void rightClick_offersTheThreeActions() {
        try (Visit visit = portal.visit(town.baker("fr"))) {
            visit.opens("routes");
            var list = new ListOnPage(visit, "routing-routes").rightClicks("127.0.0.1:7001");
            assertThat(list.menu())
                    .containsText(
                            new String[] {
                                "Ajouter une route",
                                "Modifier la route sélectionnée",
                                "Supprimer la route sélectionnée"
                            });
            visit.picture("routes-menu-fr");
        }
    }

    @Test
    void route_isMadeChangedAndDeletedFromAGroupWithoutRoutes() {
        TestCustomer customer = town.newCustomer("Café " + NUMBER.incrementAndGet());
        String group = customer.makesGroup("Machines");
        Person person = town.manager(customer.id(), "fr");
        try (Visit visit = portal.visit(person)) {
            visit.opens("routes");
            var list = new ListOnPage(visit, "routing-routes");
            list.rightClicks("Machines").chooses("Ajouter une route");
            visit.fills(HOST.formatted(0), "127.0.0.1").fills(PORT.formatted(0), "7101");
            visit.fills(SHARE.formatted(0), "2");
            visit.presses("routing-route-destinations-duplicate").settles();
            visit.fills(PORT.formatted(1), "7102").fills(SHARE.formatted(1), "1");
            visit.presses("routing-route-destinations-add").settles();
            visit.fills(HOST.formatted(2), "127.0.0.1").fills(PORT.formatted(2), "7103");
            visit.fills(PRIORITY.formatted(2), "2");
            assertThat(visit.find("#routing-route-preview")).containsText("66,66 % / 33,33 %");
            visit.picture("route-editor-fr").is(Visit.NARROW).picture("route-editor-fr-390");
            Accessibility.judge(visit.is(Visit.WIDE), "the route editor");
            assertThat(visit.find("#routing-route-save")).containsText("Créer");
            visit.presses("routing-route-save").isTold("est créée et en vigueur");
            assertThat(list.cell("127.0.0.1:7103")).isVisible();

            list.rightClicks("127.0.0.1:7102").chooses("Modifier la route sélectionnée");
            assertThat(visit.find("#routing-route-save")).containsText("Enregistrer");
            visit.find("#" + HOST.formatted(2) + " input").click();
            visit.presses("routing-route-destinations-delete").settles();
            visit.presses("routing-route-save").isTold("est modifiée et en vigueur");
            assertThat(list.cell("127.0.0.1:7103")).hasCount(0);

            list.rightClicks("127.0.0.1:7101").chooses("Supprimer la route sélectionnée");
            visit.picture("route-delete-fr");
            visit.find("vaadin-confirm-dialog vaadin-button").filter(Visit.withText("Oui")).click();
            visit.isTold("est supprimée");
            assertThat(list.cell("127.0.0.1:7101")).hasCount(0);
            assertThat(customer.lists("/routes?groupId=" + UUID.fromString(group))).isEmpty();
        }
    }

    @Test
    void impossibleDestinations_areRefusedAtTheirFields() {
        Person person = town.manager(town.newCustomer("Kiosque").id(), "fr");
        try (Visit visit = portal.visit(person)) {
            visit.opens("routes");
            visit.presses("routing-routes-toolbar-add").settles();
            visit.fills(HOST.formatted(0), "192.168.7.7").fills(PORT.formatted(0), "80");
            chooseGroup(visit);
            visit.presses("routing-route-save").settles();
            assertThat(visit.find("#" + HOST.formatted(0)))
                    .containsText("une adresse interne que l’opérateur n’a pas approuvée");
            visit.fills(PORT.formatted(0), "70000").fills(PRIORITY.formatted(0), "0");
            visit.fills(SHARE.formatted(0), "-1");
            visit.presses("routing-route-save").settles();
            for (String field : new String[] {PORT, PRIORITY, SHARE}) {
                assertThat(visit.find("#" + field.formatted(0))).hasAttribute("invalid", "");
            }
            visit.picture("route-refused-fr").is(Visit.NARROW).picture("route-refused-fr-390");
            visit.is(Visit.WIDE).presses("routing-route-destinations-delete").settles();
            visit.presses("routing-route-save");
            assertThat(visit.find(".problem:visible")).containsText("Au moins une destination");
        }
    }

    @Test
    void withoutTheRight_noActionIsShown() {
        Person looker = town.newcomer(town.baker("fr").organisation(), "fr");
        try (Visit visit = portal.visit(looker)) {
            visit.opens("routes");
            assertThat(visit.find("#routing-routes-right")).isVisible();
            assertThat(visit.find("#routing-routes-toolbar-add")).hasCount(0);
            var list = new ListOnPage(visit, "routing-routes").rightClicks("127.0.0.1:7001");
            assertThat(list.menu()).hasCount(1);
            assertThat(list.menu()).containsText("Essai à blanc");
        }
    }

    private static void chooseGroup(Visit visit) {
        visit.find("#routing-route-groupId input").click();
        visit.find("vaadin-combo-box-item:visible").first().click();
        visit.settles();
    }
}
