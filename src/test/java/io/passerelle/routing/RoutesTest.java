package io.passerelle.routing;

import static io.passerelle.store.db.Tables.ROUTE_DESTINATION;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.egress.EgressLinkDraft;
import io.passerelle.egress.EgressLinks;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.LinkKind;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.SimGroups;
import io.passerelle.testing.Modules;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-21, M2M-24 to M2M-26: what can be saved, by whom, and when it is in force. */
class RoutesTest {

    private static final DestinationDraft GOOD = new DestinationDraft("203.0.114.7", 9000, 1, 1);

    private final Modules modules =
            Modules.start("accounts", "nodes", "sims", "connections", "egress", "routing");
    private final Routes routes = modules.get(Routes.class);
    private final ApprovedNetworks approvals = modules.get(ApprovedNetworks.class);
    private final RouteTable table = modules.get(RouteTable.class);
    private final AddressGuard guard = modules.get(AddressGuard.class);
    private Viewer operator;
    private Viewer person;
    private Organisation customer;
    private Organisation other;
    private UUID group;

    @BeforeEach
    void makeCustomers() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer = organisations.create(operator, customer(root, "Un"));
        other = organisations.create(operator, customer(root, "Deux"));
        person = Modules.customer(customer.id(), Right.MANAGE_ROUTES);
        group = modules.get(SimGroups.class).defaultOf(customer.id()).orElseThrow();
        eventually(() -> {
            assertThat(organisations.tree().byId(other.id())).isPresent();
            assertThat(modules.get(GroupDirectory.class).all()).hasSize(2);
        });
    }

    private static OrganisationDraft customer(Organisation root, String name) {
        return new OrganisationDraft(root.id(), OrganisationKind.CUSTOMER, name, "", true);
    }

    @AfterEach
    void close() {
        modules.close();
    }

    private RouteDraft draft(int port, DestinationDraft... destinations) {
        return new RouteDraft(
                group,
                port,
                null,
                "Paiement",
                HealthCheck.NONE,
                600,
                WhenLost.KEEP,
                List.of(destinations));
    }

    private List<String> refused(RouteDraft draft) {
        Refused refused = catchThrowableOfType(Refused.class, () -> routes.create(person, draft));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(routes.problems(person, null, draft)).isEqualTo(refused.errors());
        return refused.errors().stream().map(e -> e.field() + " " + e.code()).toList();
    }

    @Test
    void savedRoute_isInForceWithEveryDestinationInOrder() {
        var second = new DestinationDraft("203.0.114.8", 9001, 2, 3);
        RouteRow saved = routes.create(person, draft(4001, GOOD, second));
        assertThat(saved.group()).isEqualTo("défaut");
        assertThat(saved.route().type()).isEqualTo(RouteType.DEFAULT);
        eventually(() -> assertThat(table.match(group, 4001)).isEqualTo(saved.route()));
        assertThat(saved.route().destinations())
                .extracting(d -> d.target().toString() + " " + d.priority() + " " + d.share())
                .containsExactly("203.0.114.7:9000 1 1", "203.0.114.8:9001 2 3");
    }

    @Test
    void changedRoute_isInForceAndItsVersionCounts() {
        Route first = routes.create(person, draft(4001, GOOD)).route();
        var changed = new DestinationDraft("203.0.114.9", 9002, 5, 6);
        Route second =
                routes.update(person, first.id(), first.version(), draft(80, changed)).route();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.type()).isEqualTo(RouteType.HTTP);
        eventually(() -> {
            assertThat(table.match(group, 4001)).isNull();
            assertThat(table.match(group, 80)).isEqualTo(second);
        });
        Conflict conflict =
                catchThrowableOfType(
                        Conflict.class,
                        () -> routes.update(person, first.id(), 1, draft(443, GOOD)));
        assertThat(conflict).isNotNull();
        assertThat(routes.get(person, first.id()).route()).isEqualTo(second);
    }

    @Test
    void destinationIsChangedByAnotherProgram_isInForce() {
        Route kept = routes.create(person, draft(80, GOOD)).route();
        Route route = routes.create(person, draft(4001, GOOD)).route();
        eventually(() -> assertThat(table.byId(route.id())).isNotNull());
        modules.get(DSLContext.class)
                .update(ROUTE_DESTINATION)
                .set(ROUTE_DESTINATION.PORT, 9009)
                .where(ROUTE_DESTINATION.ROUTE_ID.eq(route.id()))
                .execute();
        eventually(() ->
                assertThat(table.byId(route.id()).destinations().getFirst().target().port())
                        .isEqualTo(9009));
        assertThat(table.byId(kept.id()).destinations()).isEqualTo(kept.destinations());
    }

    @Test
    void policyForOpenConnections_isSavedChangedAndInForce() {
        var policy = new WhenLost(LossPolicy.drain(86_400), LossPolicy.CUT);
        Route made = routes.create(person, with(policy)).route();
        assertThat(made.whenLost()).isEqualTo(policy);
        eventually(() -> assertThat(table.match(group, 4001)).isEqualTo(made));

        var other = new WhenLost(LossPolicy.CUT, LossPolicy.drain(1));
        Route changed = routes.update(person, made.id(), 1, with(other)).route();
        assertThat(changed.whenLost()).isEqualTo(other);
        eventually(() -> assertThat(table.match(group, 4001)).isEqualTo(changed));
        assertThat(RouteDraft.of(changed).whenLost()).isEqualTo(other);
        assertThat(
                        routes.listing()
                                .count(
                                        person.visible(),
                                        ListQuery.ALL.withFilter("onRemoval", "CUT")))
                .isEqualTo(1);
        assertThat(routes.lines().page(person.visible(), ListQuery.ALL, 0, 10))
                .extracting(line -> line.way() == null ? null : line.way().whenLost())
                .containsExactly(other);
    }

    private RouteDraft with(WhenLost policy) {
        return new RouteDraft(
                group, 4001, null, "Paiement", HealthCheck.NONE, 600, policy, List.of(GOOD));
    }

    @Test
    void deletedRoute_isNoLongerInForce() {
        Route route = routes.create(person, draft(4001, GOOD)).route();
        eventually(() -> assertThat(table.all()).hasSize(1));
        routes.delete(person, route.id());
        eventually(() -> assertThat(table.all()).isEmpty());
    }

    @Test
    void badValues_areAllRefusedByField() {
        assertThat(
                        refused(
                                new RouteDraft(
                                        group,
                                        5000,
                                        null,
                                        "x".repeat(121),
                                        HealthCheck.TCP,
                                        0,
                                        new WhenLost(LossPolicy.drain(0), LossPolicy.drain(86_401)),
                                        List.of(
                                                new DestinationDraft("", 70_000, 0, -1),
                                                new DestinationDraft("1.2.3", 0, 1, 1)))))
                .containsExactly(
                        "inputPort route.port",
                        "label too.long",
                        "idleSeconds number.range",
                        "removalDrainSeconds number.range",
                        "failureDrainSeconds number.range",
                        "destinations[0].host required",
                        "destinations[0].port port.range",
                        "destinations[0].priority number.range",
                        "destinations[0].share number.range",
                        "destinations[1].host host.bad",
                        "destinations[1].port port.range");
    }

    @Test
    void noDestinationOrTooMany_isRefused() {
        assertThat(refused(draft(80))).containsExactly("destinations route.destinations.none");
        DestinationDraft[] many =
                IntStream.range(0, 65).mapToObj(i -> GOOD).toArray(DestinationDraft[]::new);
        assertThat(refused(draft(80, many))).containsExactly("destinations too.many");
        DestinationDraft[] most = Arrays.copyOf(many, 64);
        assertThat(routes.create(person, draft(80, most)).route().destinations()).hasSize(64);
    }

    @Test
    void typeOfAnotherPort_isRefused() {
        RouteDraft draft =
                new RouteDraft(
                        group,
                        80,
                        RouteType.MQTT,
                        "",
                        HealthCheck.NONE,
                        60,
                        WhenLost.KEEP,
                        List.of(GOOD));
        assertThat(refused(draft)).containsExactly("type route.type");
    }

    @Test
    void nameThatDoesNotResolve_isRefused() {
        var nowhere = new DestinationDraft("nowhere.invalid", 80, 1, 1);
        assertThat(refused(draft(80, GOOD, nowhere)))
                .containsExactly("destinations[1].host route.unresolved");
    }

    @Test
    void internalAddress_isRefusedUntilTheOperatorApprovesIt() {
        var internal = new DestinationDraft("127.0.0.1", 80, 1, 1);
        var named = new DestinationDraft("localhost", 80, 1, 1);
        RouteDraft draft = draft(80, internal, named);
        Refused refused = catchThrowableOfType(Refused.class, () -> routes.create(person, draft));
        assertThat(refused.errors())
                .contains(
                        FieldError.of(
                                "destinations[0].host",
                                "route.not.approved",
                                "127.0.0.1",
                                "127.0.0.1"))
                .extracting(FieldError::code)
                .containsOnly("route.not.approved");
        assertThat(refused.errors()).hasSize(2);

        approvals.create(operator, customer.id(), "127.0.0.0/8", "demo");
        approvals.create(operator, customer.id(), "::1", "demo");
        eventually(() -> {
            assertThat(guard.allows(customer.id(), Addresses.of("127.0.0.1"))).isTrue();
            assertThat(guard.allows(customer.id(), Addresses.of("::1"))).isTrue();
        });
        assertThat(guard.allows(other.id(), Addresses.of("127.0.0.1"))).isFalse();
        assertThat(routes.create(person, draft).route().destinations()).hasSize(2);
    }

    @Test
    void portTwiceInAGroup_isRefused() {
        routes.create(person, draft(4001, GOOD));
        Refused refused =
                catchThrowableOfType(Refused.class, () -> routes.create(person, draft(4001, GOOD)));
        assertThat(refused.errors())
                .containsExactly(FieldError.of("inputPort", "route.port.taken", 4001));
    }

    @Test
    void withoutTheRight_isForbiddenAndNothingHappens() {
        Viewer reader = Modules.customer(customer.id());
        assertThat(
                        catchThrowableOfType(
                                Forbidden.class, () -> routes.create(reader, draft(80, GOOD))))
                .isNotNull();
        assertThat(routes.listing().count(person.visible(), ListQuery.ALL)).isZero();
    }

    @Test
    void anotherCustomer_neitherSeesNorChangesIt() {
        Route route = routes.create(person, draft(80, GOOD)).route();
        Viewer stranger = Modules.customer(other.id(), Right.MANAGE_ROUTES);
        assertNotFound(() -> routes.get(stranger, route.id()));
        assertNotFound(() -> routes.delete(stranger, route.id()));
        assertNotFound(() -> routes.update(stranger, route.id(), 1, draft(443, GOOD)));
        assertThat(routes.listing().page(stranger.visible(), ListQuery.ALL, 0, 10)).isEmpty();
        Refused refused =
                catchThrowableOfType(
                        Refused.class, () -> routes.create(stranger, draft(443, GOOD)));
        assertThat(refused.errors()).containsExactly(FieldError.of("groupId", "group.unknown"));
    }

    private static void assertNotFound(Runnable action) {
        @Nullable NotFound found = catchThrowableOfType(NotFound.class, action::run);
        assertThat(found).isNotNull();
    }

    @Test
    void list_isSearchedByDestinationAndPort() {
        routes.create(person, draft(4001, GOOD));
        routes.create(person, draft(443, new DestinationDraft("203.0.114.77", 1, 1, 1)));
        var listing = routes.listing();
        assertThat(listing.page(person.visible(), ListQuery.ALL, 0, 10))
                .extracting(row -> row.route().inputPort())
                .containsExactly(443, 4001);
        assertThat(listing.count(person.visible(), ListQuery.ALL.withSearch("114.77")))
                .isEqualTo(1);
        assertThat(listing.count(person.visible(), ListQuery.ALL.withSearch("4001"))).isEqualTo(1);
        assertThat(listing.count(person.visible(), ListQuery.ALL.withFilter("type", "HTTPS")))
                .isEqualTo(1);
        assertThat(listing.after(person.visible(), ListQuery.ALL, null, 1).next()).isNotNull();
    }

    private UUID link(String name) {
        EgressLinks links = modules.get(EgressLinks.class);
        return links.create(
                        operator,
                        new EgressLinkDraft(
                                name,
                                LinkKind.IPSEC,
                                1,
                                true,
                                LinkFallback.NONE,
                                List.of("203.0.114.0/24"),
                                List.of(new EgressLinkDraft.End("", "", "", "none0")),
                                null,
                                ""))
                .id();
    }

    @Test
    void operatorPinsADestination_theCustomersChangesKeepThePin() {
        UUID link = link("VPN");
        var pinned = new DestinationDraft("203.0.114.7", 9000, 1, 1, link);
        assertThat(refused(draft(4001, pinned)))
                .containsExactly("destinations[0].linkId egress.unknown");
        Route route = routes.create(operator, draft(4001, pinned)).route();
        assertThat(route.destinations().getFirst().link()).isEqualTo(link);

        var second = new DestinationDraft("203.0.114.8", 9000, 1, 1);
        Route changed = routes.update(person, route.id(), 1, draft(4001, second, GOOD)).route();
        assertThat(changed.destinations())
                .extracting(Destination::link)
                .containsExactly(null, link);
        eventually(() -> assertThat(table.match(group, 4001)).isEqualTo(changed));
        Route again = routes.update(person, route.id(), 2, draft(4001, pinned)).route();
        assertThat(again.destinations()).extracting(Destination::link).containsExactly(link);
        Route freed = routes.update(operator, route.id(), 3, draft(4001, GOOD)).route();
        assertThat(freed.destinations().getFirst().link()).isNull();
    }

    @Test
    void linkThatADestinationIsPinnedTo_isNotDeleted() {
        UUID link = link("VPN");
        var pinned = new DestinationDraft("203.0.114.7", 9000, 1, 1, link);
        Route route = routes.create(operator, draft(4001, pinned)).route();
        EgressLinks links = modules.get(EgressLinks.class);
        Refused refused = catchThrowableOfType(Refused.class, () -> links.delete(operator, link));
        assertThat(refused.errors()).extracting(e -> e.code()).containsExactly("egress.pinned");
        routes.delete(operator, route.id());
        links.delete(operator, link);
        assertThat(links.all(operator)).isEmpty();
    }

    @Test
    void pinToALinkThatIsNotThere_isRefusedToTheOperatorToo() {
        var nowhere = new DestinationDraft("203.0.114.7", 9000, 1, 1, Ids.next());
        assertThat(routes.problems(operator, null, draft(4001, nowhere)))
                .extracting(e -> e.field() + " " + e.code())
                .containsExactly("destinations[0].linkId egress.unknown");
    }
}
