package io.passerelle.routing;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.egress.EgressFixture;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.store.EgressLinkStore;
import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.routing.store.RouteStore;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-32: what a connection would meet now, and why, step by step. */
class ExplanationsTest {

    private static final int PORT = 4001;
    private static final HostPort FIRST = new HostPort("203.0.114.7", 9000);

    private final Modules modules =
            Modules.start("accounts", "nodes", "sims", "connections", "egress", "routing");
    private final Explanations explanations = modules.get(Explanations.class);
    private final RouteTable table = modules.get(RouteTable.class);
    private final DestinationHealth health = modules.get(DestinationHealth.class);
    private Viewer operator;
    private Viewer person;
    private Organisation customer;
    private UUID group;

    @BeforeEach
    void makeCustomer() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        person = Modules.customer(customer.id(), Right.MANAGE_ROUTES);
        group = modules.get(SimGroups.class).defaultOf(customer.id()).orElseThrow();
        eventually(() -> {
            assertThat(organisations.tree().byId(customer.id())).isPresent();
            assertThat(modules.get(GroupDirectory.class).all()).hasSize(1);
        });
    }

    @AfterEach
    void close() {
        modules.close();
    }

    private Sim card(SimStatus status) {
        return modules.get(SimCards.class)
                .create(
                        operator,
                        new SimDraft(
                                customer.id(),
                                group,
                                null,
                                "8933010000000000017",
                                null,
                                null,
                                "Orange",
                                status,
                                "",
                                null,
                                null,
                                null));
    }

    /** One that is online. */
    private Sim online() {
        Sim sim = card(SimStatus.ACTIVE);
        modules.database()
                .dsl()
                .execute(
                        "insert into sim_activity (sim_id, organisation_id, session_id, address) values (?, ?, ?, '10.9.0.1'::inet)"
                                + " on conflict (sim_id) do update set session_id = excluded.session_id, address = excluded.address",
                        sim.id(),
                        customer.id(),
                        Ids.next());
        return sim;
    }

    private void routeTo(Destination... destinations) {
        Route route = RoutingFixture.route(customer.id(), group, PORT, 600, destinations);
        modules.get(RouteStore.class).insert(route, Instant.now());
        eventually(() -> assertThat(table.match(group, PORT)).isEqualTo(route));
    }

    private static Destination to(HostPort target, int priority) {
        return new Destination(target, priority, 1);
    }

    private static List<String> codes(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.verdict() + " " + step.code())
                .toList();
    }

    @Test
    void everythingIsAsItShouldBe_itIsCarriedAndEveryStepIsGood() {
        Sim sim = online();
        routeTo(to(FIRST, 1));
        Explanation told = explanations.explain(person, sim.id(), PORT, WhatIf.NOTHING);
        assertThat(told.carried()).isTrue();
        assertThat(codes(told))
                .containsExactly(
                        "GOOD sim.admitted",
                        "GOOD session.open",
                        "GOOD group",
                        "GOOD limit",
                        "GOOD route.found",
                        "GOOD order",
                        "GOOD health.good",
                        "GOOD guard.good");
        assertThat(told.choices()).extracting(Explanation.Choice::probability).containsExactly(1.0);
    }

    @Test
    void suspendedCardWithoutSessionAndRoute_everyObstacleIsNamed() {
        Sim sim = card(SimStatus.SUSPENDED);
        Explanation told = explanations.explain(person, sim.id(), PORT, WhatIf.NOTHING);
        assertThat(told.carried()).isFalse();
        assertThat(codes(told))
                .contains("STOPS sim.status", "STOPS session.none", "STOPS route.none");
        assertThat(told.choices()).isEmpty();
    }

    @Test
    void firstServerIsDownOrTakenToBe_theNextPriorityTakesAll() {
        Sim sim = online();
        HostPort second = new HostPort("203.0.114.8", 9000);
        routeTo(to(FIRST, 1), to(second, 2));
        Explanation assumed =
                explanations.explain(person, sim.id(), PORT, WhatIf.dead(Set.of(FIRST)));
        assertThat(codes(assumed))
                .contains("CAUTION health.dead")
                .doesNotContain("GOOD health.good");
        assertThat(assumed.choices())
                .extracting(Explanation.Choice::probability)
                .containsExactly(0.0, 1.0);
        assertThat(assumed.carried()).isTrue();
        Explanation none =
                explanations.explain(person, sim.id(), PORT, WhatIf.dead(Set.of(FIRST, second)));
        assertThat(none.carried()).isFalse();
        assertThat(codes(none)).contains("STOPS health.all.dead");
    }

    @Test
    void internalAddressWithoutApproval_stopsItAndAnApprovalLetsItPass() {
        Sim sim = online();
        routeTo(to(new HostPort("10.20.0.1", 9000), 1));
        Explanation refused = explanations.explain(person, sim.id(), PORT, WhatIf.NOTHING);
        assertThat(refused.carried()).isFalse();
        assertThat(codes(refused)).contains("STOPS guard.refused");
        modules.get(ApprovedNetworks.class).create(operator, customer.id(), "10.20.0.0/16", "");
        eventually(() ->
                assertThat(explanations.explain(person, sim.id(), PORT, WhatIf.NOTHING).carried())
                        .isTrue());
    }

    @Test
    void linksLeadThere_theOneThatIsTakenAndWhyNotTheOthersIsTold() {
        Sim sim = online();
        routeTo(to(FIRST, 1));
        EgressLinkStore store = modules.get(EgressLinkStore.class);
        EgressLink vpn =
                EgressFixture.link("VPN", 1, LinkFallback.LINKS, "none0", "203.0.114.0/24");
        EgressLink line = EgressFixture.link("Line", 2, LinkFallback.NONE, "lo", "203.0.114.0/24");
        store.insert(vpn);
        store.insert(line);
        eventually(() ->
                assertThat(links(sim))
                        .containsExactly(
                                "CAUTION link.down.NO_DEVICE [203.0.114.7:9000, 203.0.114.7, VPN]",
                                "GOOD link.used [203.0.114.7:9000, 203.0.114.7, Line]"));
        assertThat(explanations.explain(person, sim.id(), PORT, WhatIf.NOTHING).carried()).isTrue();
        store.delete(line.id());
        eventually(() ->
                assertThat(links(sim))
                        .containsExactly(
                                "CAUTION link.down.NO_DEVICE [203.0.114.7:9000, 203.0.114.7, VPN]",
                                "STOPS link.none [203.0.114.7:9000, 203.0.114.7]"));
        assertThat(explanations.explain(person, sim.id(), PORT, WhatIf.NOTHING).carried())
                .isFalse();
        store.delete(vpn.id());
        eventually(() -> assertThat(links(sim)).as("nothing to say without links").isEmpty());
    }

    private List<String> links(Sim sim) {
        return explanations.explain(person, sim.id(), PORT, WhatIf.NOTHING).steps().stream()
                .filter(step -> step.topic() == Explanation.Topic.LINK)
                .map(step -> step.verdict() + " " + step.code() + " " + step.arguments())
                .toList();
    }

    @Test
    void draftOfThatPort_isExplainedInsteadOfTheRouteAndJudgedByItsForm() {
        Sim sim = online();
        routeTo(to(FIRST, 1));
        RouteDraft draft =
                new RouteDraft(
                        group,
                        PORT,
                        null,
                        "",
                        HealthCheck.NONE,
                        600,
                        WhenLost.KEEP,
                        List.of(new DestinationDraft("203.0.114.9", 9001, 1, 1)));
        Explanation told = explanations.explain(person, sim.id(), PORT, WhatIf.saved(draft));
        assertThat(codes(told)).contains("GOOD route.draft");
        assertThat(told.choices())
                .extracting(choice -> choice.destination().target().toString())
                .containsExactly("203.0.114.9:9001");
        RouteDraft bad =
                new RouteDraft(
                        group, PORT, null, "", HealthCheck.NONE, 0, WhenLost.KEEP, List.of());
        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> explanations.explain(person, sim.id(), PORT, WhatIf.saved(bad)));
        assertThat(refused.errors())
                .extracting(error -> error.field())
                .containsExactly("idleSeconds", "destinations");
        assertThat(health.snapshot()).as("nothing is changed").hasSize(1);
    }

    @Test
    void cardOfAnotherCustomer_isNotThere() {
        Sim sim = online();
        Viewer stranger = Modules.customer(Ids.next());
        assertThat(
                        catchThrowableOfType(
                                NotFound.class,
                                () ->
                                        explanations.explain(
                                                stranger, sim.id(), PORT, WhatIf.NOTHING)))
                .isNotNull();
    }
}
