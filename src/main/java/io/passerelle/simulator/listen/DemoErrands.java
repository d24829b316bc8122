package io.passerelle.simulator.listen;

import io.passerelle.simulator.DemoParcel;
import io.passerelle.simulator.DemoPlan;
import io.passerelle.simulator.DemoPlan.Card;
import io.passerelle.simulator.DemoServer;
import io.passerelle.simulator.Profile;
import io.passerelle.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What the demo's people do after its first start: some of everything a page can show. */
final class DemoErrands {

    private static final Logger LOG = LoggerFactory.getLogger(DemoErrands.class);
    private static final int LOOK_MILLIS = 1_000;
    private static final int LOOKS = 240;

    /** The one whose requests wait for somebody of the operator. */
    private static final String BY_HAND = "Bouygues Telecom";

    private static final String SIMULATED = "Orange";

    private final DemoPlan plan;
    private final SimulatorSettings settings;
    private final Caller operator;
    private final Caller customer;
    private final Caller reader;
    private final UUID organisation;
    private final UUID group;
    private String byHand = "";

    /**
     * @param customer the manager of the customer {@code demo.env} names
     * @param reader a colleague who may only look
     */
    DemoErrands(
            DemoPlan plan,
            SimulatorSettings settings,
            Caller operator,
            Caller customer,
            Caller reader) {
        this.plan = plan;
        this.settings = settings;
        this.operator = operator;
        this.customer = customer;
        this.reader = reader;
        this.organisation =
                plan.accounts().stream()
                        .filter(person -> person.login().equals(DemoPlan.CUSTOMER))
                        .findFirst()
                        .orElseThrow()
                        .organisation();
        this.group =
                plan.groups().stream()
                        .filter(g -> g.organisation().equals(organisation))
                        .filter(g -> g.profile() == Profile.PAYMENT)
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    /** Something to do; what is refused is left out, and the rest goes on. */
    @FunctionalInterface
    private interface Errand {
        void run() throws IOException, InterruptedException;
    }

    void run() throws InterruptedException {
        go(this::operators);
        go(this::links);
        go(this::hooks);
        go(this::rules);
        go(this::orders);
        go(this::labels);
        go(this::requests);
        go(this::jobs);
        go(this::support);
        go(this::rights);
        go(this::guards);
        go(this::byHand);
        go(this::alerts);
    }

    private static void go(Errand errand) throws InterruptedException {
        try {
            errand.run();
        } catch (IOException e) {
            LOG.atInfo().addKeyValue("reason", e.getMessage()).log("an errand of the demo failed");
        }
    }

    private void operators() throws IOException, InterruptedException {
        operator.post("/mobile-operators", Map.of("name", BY_HAND, "adapter", "MANUAL"));
        operator.post(
                "/mobile-operators",
                Map.of("name", SIMULATED, "adapter", "SIMULATED", "delaySeconds", 3));
        operator.post(
                "/mobile-operators",
                Map.of("name", "SFR", "adapter", "SIMULATED", "delaySeconds", 20));
    }

    /** Two lines to the servers in Lyon, and one that is not there. */
    private void links() throws IOException, InterruptedException {
        String heat = DemoServer.HEAT.host();
        Map<String, Object> check =
                Map.of("address", heat, "port", DemoServer.HEAT.port(settings.serverPort()));
        operator.post("/egress-links", link("Fibre Lyon", "LEASED_LINE", 1, check));
        operator.post("/egress-links", link("MPLS Lyon", "MPLS", 2, check));
        operator.post(
                "/egress-links",
                Map.of(
                        "name", "Tunnel banque",
                        "kind", "IPSEC",
                        "networks", List.of("10.20.0.0/16"),
                        "ends", List.of(Map.of("device", "ipsec-banque")),
                        "note", "Mise en service prévue"));
    }

    private static Map<String, Object> link(
            String name, String kind, int priority, Map<String, Object> check) {
        return Map.of(
                "name",
                name,
                "kind",
                kind,
                "priority",
                priority,
                "fallback",
                "DEFAULT",
                "networks",
                List.of("127.0.21.0/24"),
                "ends",
                List.of(Map.of("ipv4", "127.0.0.1")),
                "check",
                check);
    }

    private void hooks() throws IOException, InterruptedException {
        List<String> kinds =
                List.of(
                        "sim.activated",
                        "sim.suspended",
                        "sim.request.refused",
                        "sign-on.refused",
                        "destination.down",
                        "destination.up",
                        "alert.opened");
        String id =
                customer.makes(
                        "/webhooks",
                        Map.of(
                                "name",
                                "Supervision",
                                "url",
                                url(DemoServer.SUPERVISION, "/passerelle"),
                                "kinds",
                                kinds));
        customer.post("/webhooks/" + id + "/ping", Map.of());
        customer.post(
                "/webhooks",
                Map.of(
                        "name", "Ancienne main courante",
                        "url", url(DemoServer.OVERLOADED, "/events"),
                        "kinds", List.of("sim.suspended", "alert.opened", "sign-on.refused")));
    }

    private String url(DemoServer server, String path) {
        return "http://" + server.host() + ":" + server.port(settings.serverPort()) + path;
    }

    private void rules() throws IOException, InterruptedException {
        rule("Mot de passe refusé", "REFUSALS", 2, Map.of("windowMinutes", 60));
        rule("Plus de 5 sessions par heure", "SESSIONS", 5, Map.of("windowMinutes", 60));
        rule("Plus de 1 Mo par jour", "DAY_BYTES", 1_000_000, Map.of());
        rule("Muette depuis un jour", "SILENCE", 24, Map.of("severity", "ERROR"));
    }

    private void rule(String name, String kind, long threshold, Map<String, Object> more)
            throws IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>(more);
        body.putAll(
                Map.of(
                        "name", name,
                        "kind", kind,
                        "scope", "ORGANISATION",
                        "scopeId", organisation,
                        "threshold", threshold));
        customer.post("/alert-rules", body);
    }

    private void orders() throws IOException, InterruptedException {
        String shop = address("Le Fournil Doré – Rennes", "4 place Sainte-Anne", "35000", "Rennes");
        String store = address("Le Fournil Doré – Dépôt", "12 rue du Four", "44000", "Nantes");
        String coming = order(shop, 6, SIMULATED, "MICRO_3FF", "Ouverture place Sainte-Anne");
        operator.post("/orders/" + coming + "/accept", Map.of());
        operator.csv(
                "/orders/" + coming + "/parcels/import?carrier=Chronopost&tracking=XY123456789FR",
                DemoParcel.csv(0, 4));
        customer.post("/orders/" + coming + "/parcels/1/deliver", Map.of());
        String accepted = order(store, 50, "SFR", "MFF2", "Chambres froides");
        operator.post("/orders/" + accepted + "/accept", Map.of());
        String done = order(shop, 2, SIMULATED, "MINI_2FF", "Caisse de secours");
        operator.post("/orders/" + done + "/accept", Map.of());
        operator.csv(
                "/orders/" + done + "/parcels/import?carrier=Colissimo&tracking=6A12345678901",
                DemoParcel.csv(4, 2));
        customer.post("/orders/" + done + "/parcels/1/deliver", Map.of());
        String refused = order(store, 200, BY_HAND, "ESIM", "Essai eSIM");
        operator.post(
                "/orders/" + refused + "/refuse",
                Map.of("reason", "Cet opérateur ne livre pas encore de profils eSIM."));
        String cancelled = order(shop, 10, "SFR", "NANO_4FF", "");
        customer.post("/orders/" + cancelled + "/cancel", Map.of());
        order(store, 25, SIMULATED, "NANO_4FF", "Tournée de printemps");
    }

    private String address(String company, String street, String postcode, String town)
            throws IOException, InterruptedException {
        return customer.makes(
                "/delivery-addresses",
                Map.of(
                        "company", company,
                        "contact", "Anne Moreau",
                        "street", street,
                        "postcode", postcode,
                        "town", town,
                        "country", "FR",
                        "telephone", "+33 1 99 00 34 56"));
    }

    private String order(
            String address, int quantity, String network, String form, String reference)
            throws IOException, InterruptedException {
        return customer.makes(
                "/orders",
                Map.of(
                        "groupId", group,
                        "addressId", address,
                        "quantity", quantity,
                        "operator", network,
                        "formFactor", form,
                        "reference", reference));
    }

    private void labels() throws IOException, InterruptedException {
        List<UUID> cards = cards("").stream().map(Card::id).toList();
        customer.post("/sims/tags", tag(cards.subList(0, 12), "boutique"));
        customer.post("/sims/tags", tag(cards.subList(8, 16), "pilote"));
    }

    private static Map<String, Object> tag(List<UUID> cards, String tag) {
        return Map.of("ids", cards, "add", List.of(tag));
    }

    private void requests() throws IOException, InterruptedException {
        List<Card> cards = cards(SIMULATED);
        ask(cards.get(20), "SUSPEND", "Terminal volé");
        ask(cards.get(21), "REPLACE", "Carte abîmée");
        ask(cards.get(22), "TERMINATE", "Boutique fermée");
        List<Card> slow = cards(BY_HAND);
        byHand = ask(slow.get(20), "SUSPEND", "Travaux jusqu’en mars");
        ask(slow.get(21), "REPLACE", "Lecteur muet");
        ask(slow.get(22), "TERMINATE", "");
    }

    private String ask(Card card, String action, String comment)
            throws IOException, InterruptedException {
        return customer.makes(
                "/sim-requests", Map.of("simId", card.id(), "action", action, "comment", comment));
    }

    private void jobs() throws IOException, InterruptedException {
        List<Card> cards = cards(SIMULATED);
        List<UUID> some = cards.subList(24, 30).stream().map(Card::id).toList();
        customer.post(
                "/sim-jobs",
                Map.of("action", "SUSPEND", "ids", some, "comment", "Fermeture annuelle"));
        var csv = new StringBuilder("iccid;action;parameter\n");
        for (Card card : cards.subList(30, 40)) {
            csv.append(card.iccid()).append(";label;").append(card.label()).append(" (caisse 1)\n");
        }
        csv.append(cards.get(40).iccid()).append(";reactivate;\n"); // is active: refused
        csv.append("8933990000000000000;suspend;\n"); // is nobody's
        customer.csv("/sim-jobs/import?name=caisses.csv", csv.toString());
    }

    private void support() throws IOException, InterruptedException {
        String kind = customer.get("/support").path("kinds").path(0).path("id").asString("");
        file(kind, "HIGH", "Terminaux muets à Brest", "Trois caisses ne répondent plus.");
        String taken = file(kind, "NORMAL", "Nouvelle route", "Quel port pour nos balances ?");
        operator.post("/support-requests/" + taken + "/take", Map.of());
        String closed = file(kind, "NORMAL", "Adresse de livraison", "Comment la changer ?");
        operator.post("/support-requests/" + closed + "/take", Map.of());
        operator.post(
                "/support-requests/" + closed + "/close",
                Map.of("answer", "Dans l’onglet « Carnet d’adresses » des commandes."));
    }

    private String file(String kind, String urgency, String subject, String message)
            throws IOException, InterruptedException {
        return customer.makes(
                "/support-requests",
                Map.of(
                        "addressId", kind,
                        "urgency", urgency,
                        "subject", subject,
                        "message", message));
    }

    private void rights() throws IOException, InterruptedException {
        String refused = wants("MANAGE_ROUTES", "Pour changer la destination des balances.");
        customer.post(
                "/right-requests/" + refused + "/refuse",
                Map.of("answer", "Passez par Anne Moreau."));
        wants("ORDER_SIMS", "Je commande les cartes des boutiques.");
    }

    private String wants(String right, String reason) throws IOException, InterruptedException {
        return reader.makes("/right-requests", Map.of("right", right, "reason", reason));
    }

    private void guards() throws IOException, InterruptedException {
        List<Card> cards = cards("");
        customer.patch("/sims/" + cards.get(0).id(), Map.of("terminationProtected", true));
        Instant soon = Instant.now().plus(Duration.ofDays(20));
        customer.patch("/sims/" + cards.get(1).id(), Map.of("expiresAt", soon.toString()));
    }

    /** Somebody of the operator answers one of the requests that wait for people. */
    private void byHand() throws IOException, InterruptedException {
        awaits(operator, "/sim-requests?state=SENT&id=" + byHand, 1);
        operator.post(
                "/sim-requests/" + byHand + "/refuse",
                Map.of("reason", "La carte est encore sous engagement."));
    }

    private void alerts() throws IOException, InterruptedException {
        JsonNode open = awaits(customer, "/alerts", 3);
        customer.post(
                "/alerts/" + open.path(0).path("id").asString("") + "/acknowledge",
                Map.of("note", "Le technicien passe demain."));
        customer.post(
                "/alerts/" + open.path(1).path("id").asString("") + "/close",
                Map.of("note", "Réglé par téléphone."));
    }

    private static JsonNode awaits(Caller caller, String path, int rows)
            throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            JsonNode items = caller.get(path).path("items");
            if (items.size() >= rows) {
                return items;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IOException("nothing came at " + path);
    }

    /**
     * The customer's active cards with terminals of their own, of one mobile operator or of any.
     */
    private List<Card> cards(String network) {
        return plan.sims().stream()
                .filter(card -> card.group().equals(group) && card.status().equals("ACTIVE"))
                .filter(card -> network.isEmpty() || card.operator().equals(network))
                .toList();
    }
}
