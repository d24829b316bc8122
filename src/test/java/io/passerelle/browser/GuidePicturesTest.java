package io.passerelle.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.testing.Eventually;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Takes the pictures of the user guide in the living demo: {@code ./test GuidePicturesTest
 * -Dguide.pictures=true}. A picture that cannot be taken fails: the guide tells of something that
 * is no longer there.
 */
@EnabledIfSystemProperty(named = "guide.pictures", matches = "true")
class GuidePicturesTest {

    private static final Path FOLDER = Path.of("docs", "guide", "images");
    private static final String CUSTOMER = "Fournil";
    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 700;

    private static Portal portal;
    private static UUID customerId;
    private static UUID operatorId;
    private static JsonNode cards;
    private static String refused;

    @BeforeAll
    static void start() {
        portal = Portal.startWith("--passerelle.simulator.demo=true", "--server.address=127.0.0.1");
        operatorId = portal.operatorId();
        customerId =
                Eventually.get(
                        Eventually.PATIENCE,
                        () ->
                                portal.passerelle().bean(Organisations.class).tree().all().stream()
                                        .filter(o -> o.name().contains(CUSTOMER))
                                        .map(Organisation::id)
                                        .findFirst()
                                        .orElseThrow());
        cards = sims("&online=true");
        Eventually.until("terminals are online", () -> (cards = sims("&online=true")).size() > 5);
        asks(sims("&status=SUSPENDED").get(0), "REACTIVATE");
        asks(cards.get(3), "SUSPEND");
        post(
                "/sim-jobs",
                "{\"action\": \"SUSPEND\", \"ids\": [\"%s\", \"%s\", \"%s\"]}"
                        .formatted(id(cards.get(3)), id(cards.get(4)), id(cards.get(5))));
        post(
                "/alert-rules",
                """
                {"name": "Trafic du jour", "kind": "DAY_BYTES", "scope": "ORGANISATION",
                 "scopeId": "%s", "threshold": 2000, "suspends": false}\
                """
                        .formatted(customerId));
        link("Internet", "INTERNET", "203.0.113.0/24", "{\"ipv4\": \"127.0.0.1\"}");
        link("Banque A", "IPSEC", "10.20.0.0/16", "{\"device\": \"xfrm0\"}");
        orders();
        refused = id(sims("&status=SUSPENDED").get(0));
    }

    private static void link(String name, String kind, String network, String end) {
        post(
                "/egress-links",
                """
                {"name": "%s", "kind": "%s", "networks": ["%s"], "ends": [%s]}\
                """
                        .formatted(name, kind, network, end));
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }

    private static void orders() {
        String address =
                post(
                                "/delivery-addresses",
                                """
                                {"organisationId": "%s", "company": "Fournil", "street": "4 rue du Four",
                                 "postcode": "69002", "town": "Lyon", "country": "FR"}\
                                """
                                        .formatted(customerId))
                        .get("id")
                        .asString();
        for (int quantity : new int[] {25, 100}) {
            String order =
                    post(
                                    "/orders",
                                    """
                                    {"organisationId": "%s", "addressId": "%s", "quantity": %d,
                                     "operator": "Orange", "formFactor": "NANO_4FF",
                                     "reference": "Boutique %d"}\
                                    """
                                            .formatted(customerId, address, quantity, quantity))
                            .get("id")
                            .asString();
            if (quantity == 25) {
                portal.operator().api().post("/orders/" + order + "/accept", "").expect(200);
            }
        }
    }

    private static JsonNode post(String path, String body) {
        return portal.operator().api().post(path, body).expect(201);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void guide_hasItsPictures(String language) {
        try (Visit stranger = portal.stranger(language)) {
            take(stranger.opens("login"), language, "sign-in");
        }
        Person customer = person(customerId, "Martin", language);
        try (Visit visit = portal.visit(customer)) {
            small(visit);
            take(visit.opens(""), language, "home");
            take(visit.opens("account"), language, "account");
            take(visit.opens("sims"), language, "sims");
            selects(visit.opens("sims?q=" + iccid(0)), "sims-sims", iccid(0));
            take(visit, language, "sim-details");
            take(visit.opens("sim-requests"), language, "sim-requests");
            take(visit.opens("sessions"), language, "sessions");
            selects(
                    visit.opens("connections?tab=history"),
                    "connections-history",
                    "(Fermée par|Closed by)");
            take(visit, language, "connections");
            take(visit.opens("routes"), language, "routes");
            selects(visit, "routing-routes", "\\d+\\.\\d+\\.\\d+\\.\\d+.*|.*\\d{4,5}");
            visit.page().keyboard().press("F2");
            visit.find("#routing-route-save").waitFor();
            take(visit.settles(), language, "route-form");
            take(visit.opens("dry-run?sim=" + iccid(0) + "&port=4001"), language, "dry-run");
            take(visit.opens("support"), language, "support");
            take(visit.opens("sims/" + refused), language, "diagnosis");
            take(visit.opens("usage"), language, "usage");
            selects(visit.opens("orders"), "orders-orders", "Boutique 25");
            take(visit, language, "orders");
            take(visit.opens("events"), language, "events");
            take(visit.opens("alerts"), language, "alerts");
            visit.opens("alerts?tab=rules");
            visit.find("#alerts-rules-grid vaadin-grid-cell-content:visible")
                    .filter(Visit.withText("Trafic du jour"))
                    .first()
                    .dblclick();
            visit.find("#alerts-form-save").waitFor();
            take(visit.settles(), language, "alert-rule");
        }
        try (Visit visit = portal.visit(person(operatorId, "Durand", language))) {
            small(visit);
            take(visit.opens("accounts"), language, "accounts");
            selects(
                    visit.opens("authentications?accepted=false"),
                    "sessions-authentications",
                    "(Refusée|Refused)");
            take(visit, language, "authentications");
            selects(visit.opens("audit?q=sim"), "accounts-audit", "\\d\\d/\\d\\d/");
            take(visit, language, "audit");
            take(visit.opens("nodes"), language, "nodes");
            take(visit.opens("egress-links"), language, "egress-links");
            selects(visit.opens("jobs"), "sims-jobs", "\\d\\d/\\d\\d/");
            take(visit, language, "jobs");
        }
    }

    private static void small(Visit visit) {
        visit.page().setViewportSize(WIDTH, HEIGHT);
    }

    private static void selects(Visit visit, String list, String text) {
        visit.find("#" + list + "-grid vaadin-grid-cell-content:visible")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + text)))
                .first()
                .click();
        visit.settles();
    }

    private static void take(Visit visit, String language, String name) {
        visit.settles();
        Path file = FOLDER.resolve(language).resolve(name + ".png");
        visit.page()
                .screenshot(
                        new Page.ScreenshotOptions()
                                .setPath(file)
                                .setStyle(".v-loading-indicator { visibility: hidden }"));
    }

    private static Person person(UUID organisation, String name, String language) {
        Set<Right> rights = EnumSet.allOf(Right.class);
        return Person.of(portal.passerelle(), organisation, name, language, rights);
    }

    private static JsonNode sims(String filters) {
        return portal.operator()
                .api()
                .get("/sims?organisationId=" + customerId + filters)
                .expect(200)
                .get("items");
    }

    private static void asks(JsonNode card, String action) {
        String body =
                "{\"simId\": \"%s\", \"action\": \"%s\"}"
                        .formatted(card.get("id").asString(), action);
        portal.operator().api().post("/sim-requests", body).expect(201);
    }

    private static String iccid(int card) {
        return cards.get(card).get("iccid").asString();
    }
}
