package io.passerelle.egress;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.egress.EgressLinkDraft.Check;
import io.passerelle.egress.EgressLinkDraft.End;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.Modules;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-27: which links can be saved, by whom, and when they are in force. */
class EgressLinksTest {

    private static final End LOOPBACK = new End("", "127.0.0.1", "", "lo");

    private final Modules modules = Modules.start("accounts", "nodes", "egress");
    private final EgressLinks links = modules.get(EgressLinks.class);
    private final Ways ways = modules.get(Ways.class);
    private final MeterRegistry meters = modules.get(MeterRegistry.class);
    private Viewer operator;
    private Viewer customer;

    @BeforeEach
    void people() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        Organisation one =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        customer = Modules.customer(one.id(), Right.MANAGE_ROUTES);
        modules.database()
                .dsl()
                .execute(
                        "insert into node (id, name, state, started_at) values (?, 'test', 'SERVING', now())"
                                + " on conflict do nothing",
                        Ids.next());
    }

    @AfterEach
    void close() {
        modules.close();
    }

    private static EgressLinkDraft draft(String name, @Nullable Check check, End... ends) {
        return new EgressLinkDraft(
                name,
                LinkKind.IPSEC,
                3,
                true,
                LinkFallback.NONE,
                List.of(" 10.20.0.0/16 ", "2001:db8:20::/48", "10.20.0.0/16"),
                List.of(ends),
                check,
                " note ");
    }

    private static final End BOTH = new End("", "127.0.0.1", "::1", "lo");

    private List<String> refused(EgressLinkDraft draft) {
        Refused refused = catchThrowableOfType(Refused.class, () -> links.create(operator, draft));
        assertThat(refused).as("refusal").isNotNull();
        return refused.errors().stream().map(e -> e.field() + " " + e.code()).toList();
    }

    @Test
    void savedLink_isInForceAsItWasSavedAndSeenByThisNode() {
        Check check = new Check("10.20.0.1", 443, 60, 4, 5);
        EgressLink saved = links.create(operator, draft(" Bank A ", check, BOTH));

        assertThat(links.get(operator, saved.id())).isEqualTo(saved);
        assertThat(saved.name()).isEqualTo("Bank A");
        assertThat(saved.networks()).hasSize(2);
        assertThat(saved.check())
                .isEqualTo(new LinkCheck(Addresses.of("10.20.0.1"), 443, 60, 4, 5));
        var address = Addresses.of("10.20.3.4");
        eventually(() -> assertThat(ways.to(address, null).getFirst().name()).isEqualTo("Bank A"));
        Way way = ways.to(address, null).getFirst();
        assertThat(Ways.outlet(way, address).source()).isEqualTo(Addresses.of("127.0.0.1"));
        assertThat(Ways.outlet(way, address).device()).isEqualTo("lo");
        eventually(() ->
                assertThat(links.states(saved.id()))
                        .extracting(s -> s.node() + " " + s.status().state())
                        .containsExactly("test UP"));
        assertThat(meters.get("passerelle.egress.up").tag("link", "Bank A").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void endThatIsNotOnThisMachine_isToldWithItsReason() {
        EgressLink saved =
                links.create(operator, draft("gone", null, new End("", "", "", "nothere0")));
        eventually(() ->
                assertThat(links.states(saved.id()))
                        .extracting(s -> s.status().state() + " " + s.status().detail())
                        .containsExactly("NO_DEVICE nothere0"));
        assertThat(ways.to(Addresses.of("10.20.3.4"), null)).isEmpty();
        assertThat(meters.get("passerelle.egress.up").tag("link", "gone").gauge().value()).isZero();
    }

    @Test
    void changedLink_isInForceUnderItsNewNameAndItsVersionCounts() {
        EgressLink first = links.create(operator, draft("first", null, BOTH));
        eventually(() -> assertThat(ways.links()).isNotNull());
        EgressLink second = links.update(operator, first.id(), 1, draft("second", null, BOTH));
        assertThat(second.version()).isEqualTo(2);
        eventually(() -> {
            assertThat(ways.to(Addresses.of("10.20.3.4"), null).getFirst().name())
                    .isEqualTo("second");
            assertThat(meters.find("passerelle.egress.up").gauges())
                    .extracting(gauge -> gauge.getId().getTag("link"))
                    .containsExactly("second");
        });
        Conflict conflict =
                catchThrowableOfType(
                        Conflict.class,
                        () -> links.update(operator, first.id(), 1, draft("third", null, BOTH)));
        assertThat(conflict).isNotNull();

        links.delete(operator, first.id());
        eventually(() -> {
            assertThat(ways.links()).isNull();
            assertThat(links.states(first.id())).isEmpty();
            assertThat(meters.find("passerelle.egress.up").gauges()).isEmpty();
        });
    }

    @Test
    void everythingWrong_isSaidFieldByField() {
        var wrong =
                new EgressLinkDraft(
                        " ",
                        LinkKind.MPLS,
                        0,
                        true,
                        LinkFallback.LINKS,
                        List.of("10.0.0.0/8", "fc00::/7"),
                        List.of(
                                new End("a", "127.0.0.1", "", ""),
                                new End("b", "", "", ""),
                                new End("a", "::1", "bad", "no spaces!")),
                        new Check("192.0.2.1", 0, 0, 0, 101),
                        "n".repeat(201));
        assertThat(refused(wrong))
                .containsExactlyInAnyOrder(
                        "name required",
                        "note too.long",
                        "priority number.range",
                        "ends[0].ipv6 egress.source.missing",
                        "ends[1].device egress.end.empty",
                        "ends[2].node egress.node.twice",
                        "ends[2].ipv4 egress.source.bad",
                        "ends[2].ipv6 egress.source.bad",
                        "ends[2].device egress.device.bad",
                        "checkAddress egress.check.outside",
                        "checkPort port.range",
                        "checkInterval number.range",
                        "checkFall number.range",
                        "checkRise number.range");
    }

    @Test
    void nothingBehindAndNowhereToBegin_isRefused() {
        var empty =
                new EgressLinkDraft(
                        "x",
                        LinkKind.MPLS,
                        1,
                        true,
                        LinkFallback.LINKS,
                        List.of(),
                        List.of(),
                        new Check("server.example", 80, 5, 2, 2),
                        "");
        assertThat(refused(empty))
                .containsExactlyInAnyOrder(
                        "networks required",
                        "ends egress.ends.none",
                        "checkAddress egress.check.address");
    }

    @Test
    void nameOfAnotherInAnyCase_isTaken() {
        links.create(operator, draft("Bank", null, BOTH));
        assertThat(refused(draft("BANK", null, BOTH))).containsExactly("name name.taken");
    }

    @Test
    void customers_seeAndChangeNothing() {
        EgressLink saved = links.create(operator, draft("Bank", null, BOTH));
        assertThat(links.listing().page(customer.visible(), ListQuery.ALL, 0, 10)).isEmpty();
        assertThat(links.all(customer)).isEmpty();
        UUID id = saved.id();
        assertThat(catchThrowableOfType(NotFound.class, () -> links.get(customer, id))).isNotNull();
        assertThat(catchThrowableOfType(NotFound.class, () -> links.delete(customer, id)))
                .isNotNull();
        assertThat(
                        catchThrowableOfType(
                                Forbidden.class,
                                () -> links.create(customer, draft("mine", null, LOOPBACK))))
                .isNotNull();
        assertThat(
                        modules.database()
                                .dsl()
                                .fetchOne(
                                        "select count(*) from audit_entry where outcome <> 'DONE'")
                                .get(0, Integer.class))
                .as("refusals in the audit")
                .isEqualTo(3);
    }
}
