package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page, in both languages, light and dark, on a desk and on a telephone: it opens without a
 * complaint, nothing sticks out, nobody is shut out, and a picture is kept to look at.
 */
@ExtendWith(PortalExtension.class)
class EveryPageTest {

    private final Portal portal;
    private final Town town;

    EveryPageTest(Portal portal, Town town) {
        this.portal = portal;
        this.town = town;
    }

    /** An address and what stands above it. */
    record Place(String path, String french, String english) {

        String name() {
            return path.isEmpty() ? "home" : path.replace('?', '-');
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Stream<Place> places() {
        return Stream.of(
                new Place("", "Accueil", "Home"),
                new Place("sims", "Cartes SIM", "SIM cards"),
                new Place("groups", "Groupes", "Groups"),
                new Place("sim-requests", "Demandes SIM", "SIM requests"),
                new Place("jobs", "Travaux", "Jobs"),
                new Place("orders", "Commandes", "Orders"),
                new Place("orders?tab=addresses", "Commandes", "Orders"),
                new Place("mobile-operators", "Opérateurs mobiles", "Mobile operators"),
                new Place("routes", "Routes IP M2M", "IP M2M routes"),
                new Place("dry-run", "Essai à blanc", "Dry run"),
                new Place("sessions", "Sessions", "Sessions"),
                new Place("authentications", "Authentifications", "Authentications"),
                new Place("connections", "Connexions", "Connections"),
                new Place("usage", "Consommation", "Consumption"),
                new Place("invoice-records", "Relevés facturés", "Invoice records"),
                new Place("network-access", "Accès réseau", "Network access"),
                new Place("approved-networks", "Réseaux approuvés", "Approved networks"),
                new Place("egress-links", "Liens de sortie", "Egress links"),
                new Place("nodes", "Nœuds", "Nodes"),
                new Place("starts", "Démarrages", "Starts"),
                new Place("mails", "Courriels", "Mails"),
                new Place("alerts", "Alertes", "Alerts"),
                new Place("alerts?tab=rules", "Alertes", "Alerts"),
                new Place("events", "Événements", "Events"),
                new Place("webhooks", "Webhooks", "Web hooks"),
                new Place("webhooks?tab=deliveries", "Webhooks", "Web hooks"),
                new Place("accounts", "Comptes", "Accounts"),
                new Place("right-requests", "Droits demandés", "Rights asked for"),
                new Place("api-tokens", "Jetons d’API", "API tokens"),
                new Place("account", "Mon compte", "My account"),
                new Place("audit", "Journal d’audit", "Audit log"),
                new Place("documents", "Documentations", "Documentation"),
                new Place("support", "Contacter le support", "Contact the support"),
                new Place("support-requests", "Demandes au support", "Requests to the support"),
                new Place("guides-admin", "Gérer la documentation", "Manage documentation"),
                new Place(
                        "support-settings",
                        "Numéros et horaires du support",
                        "Support numbers and hours"),
                new Place("organisations", "Organisations", "Organisations"),
                new Place("preferences", "Mes préférences", "My preferences"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void page_isWholeInFrench(Place place) {
        try (Visit visit = portal.visit(town.operator("fr"))) {
            visit.opens(place.path()).isAt(place.french());
            Looks.at(visit, place.name() + "-fr");
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void page_isWholeInEnglish(Place place) {
        try (Visit visit = portal.visit(town.operator("en"))) {
            visit.opens(place.path()).isAt(place.english());
            Looks.at(visit, place.name() + "-en");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void signInPage_isWhole(String language) {
        try (Visit visit = portal.stranger(language)) {
            visit.opens("login");
            Looks.at(visit, "sign-in-" + language);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void pagesForWhoCannotSignIn_areWhole(String language) {
        try (Visit visit = portal.stranger(language)) {
            visit.opens("forgotten");
            assertThat(visit.find("#who")).isVisible();
            Looks.at(visit, "forgotten-" + language);
            visit.opens("password/no-such-link");
            assertThat(visit.find("#dead-link")).isVisible();
            Looks.at(visit, "dead-link-" + language);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void missingPage_saysSo(String language) {
        try (Visit visit = portal.visit(town.baker(language))) {
            visit.opens("there-is-no-such-page");
            assertThat(visit.find("#missing-page")).isVisible();
            Looks.at(visit, "missing-" + language);
        }
    }
}
