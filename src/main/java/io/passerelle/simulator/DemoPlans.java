package io.passerelle.simulator;

import io.passerelle.foundation.Cidr;
import io.passerelle.simulator.DemoPlan.AccessPoint;
import io.passerelle.simulator.DemoPlan.Approval;
import io.passerelle.simulator.DemoPlan.Card;
import io.passerelle.simulator.DemoPlan.Group;
import io.passerelle.simulator.DemoPlan.Nas;
import io.passerelle.simulator.DemoPlan.Org;
import io.passerelle.simulator.DemoPlan.Person;
import io.passerelle.simulator.DemoPlan.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the demo's plan: an operator, its resellers, their customers, and what those have in the
 * field.
 */
public final class DemoPlans {

    private static final List<String> NO_RIGHTS = List.of();
    private static final List<String> MANAGER =
            List.of(
                    "MANAGE_SIMS",
                    "ORDER_SIMS",
                    "MANAGE_ROUTES",
                    "MANAGE_ORGANISATIONS",
                    "MANAGE_ACCOUNTS",
                    "MANAGE_ALERTS",
                    "MANAGE_WEBHOOKS",
                    "READ_AUDIT");
    private static final List<String> OPERATOR_RIGHTS =
            List.of(
                    "MANAGE_ORGANISATIONS",
                    "MANAGE_ACCOUNTS",
                    "READ_AUDIT",
                    "MANAGE_MAIL",
                    "MANAGE_HELP",
                    "MANAGE_SIMS",
                    "ORDER_SIMS",
                    "HANDLE_ORDERS",
                    "MANAGE_ROUTES",
                    "MANAGE_NAS",
                    "MANAGE_NODES",
                    "MANAGE_LINKS",
                    "APPROVE_DESTINATIONS",
                    "MANAGE_ALERTS",
                    "MANAGE_WEBHOOKS",
                    "VIEW_METRICS");

    private final SimulatorSettings settings;
    private final List<Org> organisations = new ArrayList<>();
    private final List<Person> accounts = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Way> routes = new ArrayList<>();
    private final List<Approval> approvals = new ArrayList<>();

    private DemoPlans(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** The plan for these settings; equal settings give equal plans. */
    public static DemoPlan plan(SimulatorSettings settings) {
        return new DemoPlans(settings).write();
    }

    private DemoPlan write() {
        UUID operator = organisation(null, "OPERATOR", "Passerelle Télécom", "OP-1");
        account(operator, DemoPlan.OPERATOR, "M.", "Hugo", "Lemaître", "fr", OPERATOR_RIGHTS);
        account(operator, "operator", "Ms", "Grace", "Walker", "en", OPERATOR_RIGHTS);

        UUID atlantic = organisation(operator, "RESELLER", "Atlantique Réseaux", "REV-101");
        account(atlantic, "atlantique", "Mme", "Claire", "Le Goff", "fr", MANAGER);
        UUID rhone = organisation(operator, "RESELLER", "Rhône Connect", "REV-102");
        account(rhone, "rhone", "Mr", "Simon", "Baker", "en", MANAGER);

        bakeries(atlantic);
        pharmacies(atlantic);
        taxis(atlantic);
        water(rhone);
        heating(rhone);
        cameras(rhone);

        List<AccessPoint> accessPoints = accessPoints();
        List<Card> sims = new DemoCards(groups, accessPoints).make(settings.sims());
        return new DemoPlan(
                List.copyOf(organisations),
                List.copyOf(accounts),
                accessPoints,
                networkAccessServers(),
                List.copyOf(groups),
                sims,
                List.copyOf(routes),
                List.copyOf(approvals));
    }

    private void bakeries(UUID reseller) {
        UUID customer = customer(reseller, "Boulangeries Le Fournil Doré", "CLI-2001", true);
        organisation(customer, "SITE", "Rennes – Sainte-Anne", "FD-01");
        organisation(customer, "SITE", "Nantes – Bouffay", "FD-02");
        account(customer, DemoPlan.CUSTOMER, "Mme", "Anne", "Moreau", "fr", MANAGER);
        account(customer, DemoPlan.READER, "M.", "Yann", "Rousseau", "fr", NO_RIGHTS);
        routes.addAll(ways(group(customer, Profile.PAYMENT)).payment());
        routes.addAll(ways(group(customer, Profile.SENSOR)).sensors());
    }

    private void pharmacies(UUID reseller) {
        UUID customer = customer(reseller, "Pharmacies du Ponant", "CLI-2002", true);
        account(customer, "ponant", "Mr", "Oliver", "Hart", "en", MANAGER);
        routes.addAll(ways(group(customer, Profile.PAYMENT)).paymentWithSilentSpare());
    }

    private void taxis(UUID reseller) {
        UUID customer = customer(reseller, "Taxis Bretons Réunis", "CLI-2003", true);
        account(customer, "taxis", "M.", "Malo", "Kerouanton", "fr", NO_RIGHTS);
        routes.addAll(ways(group(customer, Profile.PAYMENT)).payment());
        routes.addAll(ways(group(customer, Profile.VEHICLE)).vehicles());
    }

    private void water(UUID reseller) {
        UUID customer = customer(reseller, "Eaux de la Vallée", "CLI-3001", true);
        organisation(customer, "SITE", "Usine de Vienne", "EV-01");
        account(customer, "eaux", "Mme", "Sophie", "Garnier", "fr", MANAGER);
        routes.addAll(ways(group(customer, Profile.METER)).readings());
    }

    private void heating(UUID reseller) {
        UUID customer = customer(reseller, "Chaleur Urbaine de Lyon", "CLI-3002", true);
        account(customer, "chaleur", "M.", "Bruno", "Favre", "fr", MANAGER);
        routes.addAll(ways(group(customer, Profile.HEAT_METER)).heat());
    }

    // The one customer whose private destinations nobody approved.
    private void cameras(UUID reseller) {
        UUID customer = customer(reseller, "Vidéo Horizon", "CLI-3003", false);
        account(customer, "horizon", "Ms", "Emily", "Stone", "en", MANAGER);
        routes.addAll(ways(group(customer, Profile.CAMERA)).unapproved());
    }

    private UUID customer(UUID reseller, String name, String reference, boolean approved) {
        UUID id = organisation(reseller, "CUSTOMER", name, reference);
        groups.add(
                new Group(
                        DemoIds.of(DemoIds.Kind.GROUP, groups.size() + 1),
                        id,
                        "défaut",
                        true,
                        null));
        if (approved) {
            approvals.add(
                    new Approval(
                            DemoIds.of(DemoIds.Kind.APPROVAL, approvals.size() + 1),
                            id,
                            Cidr.of("127.0.0.0/8"),
                            "serveurs de démonstration"));
        }
        return id;
    }

    private Group group(UUID customer, Profile profile) {
        var group =
                new Group(
                        DemoIds.of(DemoIds.Kind.GROUP, groups.size() + 1),
                        customer,
                        profile.group(),
                        false,
                        profile);
        groups.add(group);
        return group;
    }

    private DemoWays ways(Group group) {
        return new DemoWays(group, routes.size(), settings.serverPort());
    }

    private UUID organisation(@Nullable UUID parent, String kind, String name, String reference) {
        UUID id = DemoIds.of(DemoIds.Kind.ORGANISATION, organisations.size() + 1);
        organisations.add(new Org(id, parent, kind, name, reference));
        return id;
    }

    private void account(
            UUID organisation,
            String login,
            String title,
            String firstName,
            String lastName,
            String language,
            List<String> rights) {
        UUID id = DemoIds.of(DemoIds.Kind.ACCOUNT, accounts.size() + 1);
        accounts.add(
                new Person(id, organisation, login, title, firstName, lastName, language, rights));
    }

    private static List<AccessPoint> accessPoints() {
        return List.of(
                new AccessPoint(
                        DemoIds.of(DemoIds.Kind.ACCESS_POINT, 1),
                        "m2m.passerelle.example",
                        List.of("127.64.0.0/16")),
                new AccessPoint(
                        DemoIds.of(DemoIds.Kind.ACCESS_POINT, 2),
                        "iot.passerelle.example",
                        List.of("127.65.0.0/16", "127.66.0.0/16")));
    }

    private static List<Nas> networkAccessServers() {
        return List.of(
                new Nas(
                        DemoIds.of(DemoIds.Kind.NAS, 1),
                        "GGSN Paris",
                        Cidr.of("127.1.0.1/32"),
                        true),
                new Nas(DemoIds.of(DemoIds.Kind.NAS, 2), "PGW Lyon", Cidr.of("127.1.0.2/32"), true),
                new Nas(DemoIds.of(DemoIds.Kind.NAS, 3), "Essais", Cidr.of("127.0.0.1/32"), false));
    }
}
