package io.passerelle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page in one of the languages, light and dark, on a desk and on a telephone: it opens
 * without a complaint, nothing sticks out, nobody is shut out, and a picture is kept to look at. A
 * class for each language, so that two processes can have one each.
 */
@ExtendWith(PortalExtension.class)
abstract class EveryPage {

    private final Portal portal;
    private final Town town;
    private final String language;

    EveryPage(Portal portal, Town town, String language) {
        this.portal = portal;
        this.town = town;
        this.language = language;
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
    @MethodSource("io.passerelle.browser.EveryPage#places")
    void page_isWhole(Place place) {
        Person person = town.operator(language);
        try (Visit visit = portal.visit(person)) {
            visit.opens(place.path()).isAt(person.says(place.french(), place.english()));
            looksAt(visit, place.name());
        }
    }

    @Test
    void signInPage_isWhole() {
        try (Visit visit = portal.stranger(language)) {
            visit.opens("login");
            looksAt(visit, "sign-in");
        }
    }

    @Test
    void pagesForWhoCannotSignIn_areWhole() {
        try (Visit visit = portal.stranger(language)) {
            visit.opens("forgotten");
            assertThat(visit.find("#who")).isVisible();
            looksAt(visit, "forgotten");
            visit.opens("password/no-such-link");
            assertThat(visit.find("#dead-link")).isVisible();
            looksAt(visit, "dead-link");
        }
    }

    @Test
    void missingPage_saysSo() {
        try (Visit visit = portal.visit(town.baker(language))) {
            visit.opens("there-is-no-such-page");
            assertThat(visit.find("#missing-page")).isVisible();
            looksAt(visit, "missing");
        }
    }

    private void looksAt(Visit visit, String name) {
        Looks.at(visit, name + "-" + language);
    }
}
