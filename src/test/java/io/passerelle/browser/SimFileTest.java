package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of one SIM card: what is wrong, and all that happened (M2M-9). */
@ExtendWith(PortalExtension.class)
class SimFileTest {

    private final Portal portal;
    private final Town town;
    private final RealRadclient radclient;

    SimFileTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
        this.radclient = new RealRadclient(portal.passerelle(), TestOperator.RADIUS_SECRET);
    }

    @Test
    void doubleClickInTheList_opensThePageThatSaysWhatIsWrong_andFollowsIt() {
        TestCustomer customer = town.newCustomer("Fleuriste");
        TestSim sim = customer.importsSim("");
        try (Visit visit = portal.visit(town.manager(customer.id(), "fr"))) {
            visit.opens("sims");
            new ListOnPage(visit, "sims-sims").cell(sim.iccid()).dblclick();
            visit.hasAddress("/sims/[0-9a-f-]{36}$");
            says(visit, "Le terminal n’a jamais essayé de se connecter");

            radclient.authenticates(sim.attributes() + "User-Password = \"faux\"\n");

            says(visit, "Le mot de passe est faux");
            visit.presses("sim-file-way-timeline").isAt("Chronologie d’une carte SIM");
            var events = new ListOnPage(visit, "diagnosis-timeline").counts("1 ligne");
            assertThat(events.exports("csv").lines())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("Enregistrement refusé"));
        }
    }

    private static void says(Visit visit, String words) {
        assertThat(visit.find("#sim-file-diagnosis-title")).hasText(words);
    }

    @Test
    void neighboursCard_isNotThere() {
        String id = town.bakerProgram().lists("/sims?limit=1").getFirst().get("id").asString();
        try (Visit visit = portal.visit(town.neighbour()).expecting(404)) {
            visit.opens("sims/" + id);
            assertThat(visit.find("#missing-page")).isVisible();
            visit.opens("sims/" + id + "/timeline");
            assertThat(visit.find("#missing-page")).isVisible();
            visit.opens("sims/not-a-card");
            assertThat(visit.find("#missing-page")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void pages_areWhole(String language) throws IOException {
        TestCustomer customer = town.newCustomer("Station");
        TestSim sim = customer.importsSim("");
        String id = customer.shows(sim).get("id").asString();
        customer.makesRoute(customer.defaultGroup(), 4001, "127.0.0.1:7001", "127.0.0.1:7002/2");
        radclient.authenticates(sim.attributes() + "User-Password = \"faux\"\n");
        RealRadclient.Session session = radclient.signsOn(sim);
        for (int port : new int[] {4001, 4002, 4002}) {
            try (var terminal =
                    TestTerminal.connects(session.address(), portal.passerelle().gateway(port))) {
                assertThat(terminal.hears()).isNull();
            }
        }
        try (Visit visit = portal.visit(town.manager(customer.id(), language))) {
            visit.opens("sims/" + id);
            says(
                    visit,
                    language.equals("fr")
                            ? "Il n’y a pas de route sur le port qu’il appelle"
                            : "There is no route on the port it connects to");
            Looks.at(visit, "sim-file-" + language);
            visit.opens("sims/" + id + "/timeline");
            Looks.at(visit, "timeline-" + language);
        }
    }
}
