package io.passerelle.browser;

import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Right;
import io.passerelle.testing.ApiCaller;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Who lives in the browser tests' Passerelle: the operator, a reseller, a baker with SIM cards in
 * his shops' tills and a neighbour who must never see them. Read-only: a test that changes things
 * changes its own.
 */
final class Town {

    /** How many SIM cards the baker has. */
    static final int CARDS = 60;

    /** A password no page may ever show. */
    static final String CARD_PASSWORD = "mot-de-passe-de-carte";

    private final Portal portal;
    private final UUID operatorId;
    private final UUID resellerId;
    private final TestCustomer baker;
    private final TestCustomer neighbour;
    private final String bakerGroup;
    private final Person operatorFr;
    private final Person operatorEn;
    private final Person resellerFr;
    private final Person bakerFr;
    private final Person bakerEn;
    private final Person neighbourEn;

    private Town(Portal portal) {
        this.portal = portal;
        TestOperator operator = portal.operator();
        operatorId = portal.operatorId();
        operator.knowsNas("127.0.0.0/24");
        operator.opensAccessPoint("m2m.town", "127.70.0.0/20");
        operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.71.0.0/20");
        resellerId = organisation(operatorId, OrganisationKind.RESELLER, "Monétique du Nord");
        baker = operator.welcomes("Boulangerie Martin").mayReach("127.0.0.0/8");
        neighbour = operator.welcomes("Énergie du Rhône");
        bakerGroup = baker.makesGroup("Caisses Lyon");
        baker.api().csv("/sims/import", cards()).expect(200);
        operatorFr = person(operatorId, "Opale", "fr", OrganisationKind.OPERATOR);
        operatorEn = person(operatorId, "Opale", "en", OrganisationKind.OPERATOR);
        resellerFr = person(resellerId, "Renard", "fr", OrganisationKind.RESELLER);
        bakerFr = person(baker.id(), "Martin", "fr", OrganisationKind.CUSTOMER);
        bakerEn = person(baker.id(), "Martin", "en", OrganisationKind.CUSTOMER);
        neighbourEn = person(neighbour.id(), "Rhone", "en", OrganisationKind.CUSTOMER);
        baker.makesRoute(
                bakerGroup, 4001, "127.0.0.1:7001/1/2", "127.0.0.1:7002/1/1", "127.0.0.1:7003/2/1");
        baker.api()
                .post(
                        "/routes",
                        TestCustomer.routeBody(bakerGroup, 80, "127.0.0.1:7080")
                                .replace("DEFAULT", "HTTP"))
                .expect(201);
    }

    static Town in(Portal portal) {
        return new Town(portal);
    }

    Person operator(String language) {
        return language.equals("fr") ? operatorFr : operatorEn;
    }

    Person reseller() {
        return resellerFr;
    }

    Person baker(String language) {
        return language.equals("fr") ? bakerFr : bakerEn;
    }

    Person neighbour() {
        return neighbourEn;
    }

    /** The baker's programs. */
    TestCustomer bakerProgram() {
        return baker;
    }

    UUID resellerId() {
        return resellerId;
    }

    String bakerGroup() {
        return bakerGroup;
    }

    /** Somebody new of an organisation with just these rights. */
    Person newcomer(UUID organisation, String language, Right... rights) {
        return Person.of(portal.passerelle(), organisation, "Nouveau", language, Set.of(rights));
    }

    /** A new customer, whose terminals may reach servers on this machine. */
    TestCustomer newCustomer(String name) {
        TestCustomer customer = portal.operator().welcomes(name);
        return customer.mayReach("127.0.0.0/8");
    }

    /** Somebody of a customer who may do everything a customer may. */
    Person manager(UUID customer, String language) {
        return person(customer, "Gérant", language, OrganisationKind.CUSTOMER);
    }

    /** The number of the baker's card. */
    static String iccid(int card) {
        return "8933000000000%06d".formatted(card);
    }

    static String imsi(int card) {
        return "2082000000%05d".formatted(card);
    }

    private Person person(UUID organisation, String name, String language, OrganisationKind kind) {
        Set<Right> rights = EnumSet.copyOf(Right.defaultsOf(kind));
        rights.add(Right.MANAGE_ROUTES);
        return Person.of(portal.passerelle(), organisation, name, language, rights);
    }

    private UUID organisation(UUID parent, OrganisationKind kind, String name) {
        ApiCaller api = portal.operator().api();
        String body =
                """
                {"parentId": "%s", "kind": "%s", "name": "%s"}\
                """
                        .formatted(parent, kind, name);
        return UUID.fromString(api.post("/organisations", body).expect(201).get("id").asString());
    }

    private static String cards() {
        var csv =
                new StringBuilder(
                        "iccid;msisdn;imsi;operator;group;access_point;label;user_name;password;status\n");
        IntStream.rangeClosed(1, CARDS)
                .mapToObj(i ->
                        "%s;33700%06d;%s;%s;%s;m2m.town;Caisse %02d;caisse%d;%s;%s\n"
                                .formatted(
                                        iccid(i),
                                        i,
                                        imsi(i),
                                        i % 3 == 0 ? "Orange" : "SFR",
                                        i % 2 == 0 ? "Caisses Lyon" : "défaut",
                                        i,
                                        i,
                                        CARD_PASSWORD,
                                        i % 10 == 0 ? "suspended" : "active"))
                .forEach(csv::append);
        return csv.toString();
    }
}
