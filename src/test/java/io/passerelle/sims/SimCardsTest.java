package io.passerelle.sims;

import static io.passerelle.store.db.Tables.SIM;
import static io.passerelle.store.db.Tables.SIM_ACTIVITY;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.Modules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M2M-1, M2M-2, M2M-6. */
class SimCardsTest {

    /** The phase in which RADIUS opens its doors. */
    private static final int RADIUS_LISTENS = -100;

    private final Modules modules = Modules.start("accounts", "sims");
    private final SimCards cards = modules.get(SimCards.class);
    private final SimGroups groups = modules.get(SimGroups.class);
    private final SimDirectory directory = modules.get(SimDirectory.class);
    private Viewer operator;
    private Organisation customer;
    private Organisation other;
    private UUID defaultGroup;

    @BeforeEach
    void makeCustomers() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        other =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Deux", "", true));
        defaultGroup = groups.defaultOf(customer.id()).orElseThrow();
        eventually(() -> {
            assertThat(organisations.tree().byId(other.id())).isPresent();
            assertThat(modules.get(GroupDirectory.class).all()).hasSize(2);
        });
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void newCard_isInTheDefaultGroupAndKnownByEveryName() {
        Sim sim =
                add(
                        "8933000000000000001",
                        "+33 6 00 00 00 01",
                        "208200000000001",
                        "sim1",
                        "secret");
        assertThat(sim.group()).isEqualTo("défaut");
        assertThat(sim.hasPassword()).isTrue();
        eventually(() -> {
            assertThat(directory.byImsi("208200000000001")).isPresent();
            assertThat(directory.byMsisdn("33600000001")).isPresent();
            assertThat(directory.byUserName("SIM1")).isPresent();
            assertThat(directory.isAdmitted(directory.byId(sim.id()).orElseThrow())).isTrue();
        });
        assertThat(directory.byId(sim.id()).orElseThrow().sealedPassword()).isNotNull();
    }

    @Test
    void nodeThatStarts_knowsEveryCardBeforeItListens() {
        Sim sim = add("8933000000000000001", "33600000001", "208200000000001", "sim1", "secret");
        try (Modules starting = modules.beside("accounts", "sims")) {
            SimDirectory known = starting.get(SimDirectory.class);
            assertThat(known.byId(sim.id())).isPresent();
            assertThat(known.byImsi("208200000000001")).isPresent();
            assertThat(known.byMsisdn("33600000001")).isPresent();
            assertThat(known.byUserName("Sim1")).isPresent();
            assertThat(known.getPhase()).isLessThan(RADIUS_LISTENS);

            cards.update(
                    operator,
                    sim.id(),
                    1,
                    new SimChange(null, null, "new", null, null, null, null));
            eventually(() -> assertThat(known.byUserName("new")).isPresent());
        }
    }

    @Test
    void userNameTakenAway_isNoLongerKnown() {
        Sim sim = add("8933000000000000001", null, null, "sim1", "secret");
        eventually(() -> assertThat(directory.byUserName("sim1")).isPresent());
        Sim changed =
                cards.update(
                        operator, sim.id(), 1, new SimChange(null, null, "", "", null, null, null));
        assertThat(changed.hasPassword()).isFalse();
        eventually(() -> assertThat(directory.byUserName("sim1")).isEmpty());
    }

    @Test
    void suspendedCard_isNotAdmitted() {
        Sim sim = add("8933000000000000001", null, null, null, null);
        cards.update(
                operator,
                sim.id(),
                1,
                new SimChange(null, null, null, null, SimStatus.SUSPENDED, null, null));
        eventually(
                () -> assertThat(directory.byId(sim.id()).filter(directory::isAdmitted)).isEmpty());
    }

    @Test
    void everyMistake_isNamedAtOnce() {
        var draft =
                new SimDraft(
                        customer.id(),
                        groups.defaultOf(other.id()).orElseThrow(),
                        null,
                        "12",
                        "abc",
                        "1",
                        "",
                        SimStatus.ACTIVE,
                        "x".repeat(121),
                        null,
                        null,
                        "999.1.1.1");
        assertThatThrownBy(() -> cards.create(operator, draft))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(FieldError::field)
                                        .containsExactlyInAnyOrder(
                                                "iccid",
                                                "msisdn",
                                                "imsi",
                                                "staticAddress",
                                                "groupId",
                                                "label"));
    }

    @Test
    void numberOfAnotherCard_isTakenAndSaysWhich() {
        add("8933000000000000001", "33600000001", null, null, null);
        assertThatThrownBy(() -> add("8933000000000000002", "33600000001", null, null, null))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(FieldError::field)
                                        .containsExactly("msisdn"));
    }

    @Test
    void cardMovedToAnotherGroup_isThereAtOnceForTheDataPlane() {
        Sim sim = add("8933000000000000001", null, null, null, null);
        SimGroup group = groups.create(operator, new SimGroupDraft(customer.id(), "Caisses", 10));
        assertThat(cards.move(operator, List.of(sim.id()), group.id())).isEqualTo(1);
        eventually(() ->
                assertThat(directory.byId(sim.id()).orElseThrow().groupId()).isEqualTo(group.id()));
        assertThat(groups.get(operator, group.id()).sims()).isEqualTo(1);
    }

    @Test
    void cardOfAnotherOrganisation_cannotBeMovedIn() {
        Sim sim = add("8933000000000000001", null, null, null, null);
        UUID foreign = groups.defaultOf(other.id()).orElseThrow();
        assertThatThrownBy(() -> cards.move(operator, List.of(sim.id()), foreign))
                .isInstanceOf(Refused.class);
        Viewer them = Modules.customer(other.id(), Right.MANAGE_SIMS);
        assertThatThrownBy(() -> cards.move(them, List.of(sim.id()), foreign))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void customer_seesOwnCardsOnlyAndNeedsTheRightToChangeThem() {
        Sim sim = add("8933000000000000001", null, null, null, null);
        Viewer owner = Modules.customer(customer.id());
        Viewer stranger = Modules.customer(other.id(), Right.MANAGE_SIMS);
        assertThat(cards.listing().count(owner.visible(), ListQuery.ALL)).isEqualTo(1);
        assertThat(cards.listing().count(stranger.visible(), ListQuery.ALL)).isZero();
        assertThatThrownBy(() -> cards.get(stranger, sim.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> cards.update(owner, sim.id(), 1, SimChange.label("x")))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void customer_cannotSetWhatIsTheOperators() {
        Sim sim = add("8933000000000000001", null, null, null, null);
        Viewer owner = Modules.customer(customer.id(), Right.MANAGE_SIMS);
        assertThatThrownBy(() ->
                        cards.update(
                                owner,
                                sim.id(),
                                1,
                                new SimChange(
                                        null, null, null, null, SimStatus.TERMINATED, null, null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void secondOfTwoChanges_isTold() {
        Sim sim = add("8933000000000000001", null, null, null, null);
        cards.update(operator, sim.id(), 1, SimChange.label("premier"));
        assertThatThrownBy(() -> cards.update(operator, sim.id(), 1, SimChange.label("second")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void defaultGroupAndUsedGroups_cannotBeDeleted() {
        SimGroup group = groups.create(operator, new SimGroupDraft(customer.id(), "Caisses", null));
        Sim sim = add("8933000000000000001", null, null, null, null);
        cards.move(operator, List.of(sim.id()), group.id());
        assertThatThrownBy(() -> groups.delete(operator, group.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> groups.delete(operator, defaultGroup)).isInstanceOf(Refused.class);
        cards.move(operator, List.of(sim.id()), defaultGroup);
        groups.delete(operator, group.id());
        assertThatThrownBy(() -> groups.get(operator, group.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void search_findsPartsOfNumbersAndLabels() {
        add("8933000000000000017", "33600000017", null, null, null);
        Sim sim = add("8933000000000000025", "33600000025", null, null, null);
        cards.update(operator, sim.id(), 1, SimChange.label("Café 100% Paris"));
        assertThat(found("00017")).containsExactly("8933000000000000017");
        assertThat(found("café 100%")).containsExactly("8933000000000000025");
        assertThat(found("%")).containsExactly("8933000000000000025");
    }

    @Test
    void changeCommittedLate_isNotMissed() throws SQLException {
        Sim early = add("8933000000000000001", null, null, null, null);
        Sim late = add("8933000000000000002", null, null, null, null);
        try (Connection slow = modules.database().source().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(
                    "update sim set label = 'slow' where id = '"
                            + late.id()
                            + "'"); // numbered first
            cards.update(
                    operator,
                    early.id(),
                    1,
                    new SimChange(null, null, "fast", null, null, null, null));
            eventually(() -> assertThat(directory.byUserName("fast")).isPresent());
            statement.execute("update sim set user_name = 'slow' where id = '" + late.id() + "'");
            slow.commit(); // committed last
        }
        eventually(() -> assertThat(directory.byUserName("slow")).isPresent());
    }

    @Test
    void whatTheNetworkReports_livesAndGoesWithTheCard() {
        Sim sim = add("8933000000000000001", null, null, null, null);
        var dsl = modules.database().dsl();
        assertThat(activityOf(sim)).containsExactly(sim.organisationId());

        UUID other = Ids.next();
        dsl.execute(
                "insert into organisation (id, parent_id, kind, name) values (?, ?, 'SITE', 'x')",
                other,
                sim.organisationId());
        dsl.update(SIM).set(SIM.ORGANISATION_ID, other).where(SIM.ID.eq(sim.id())).execute();
        assertThat(activityOf(sim)).containsExactly(other);

        dsl.deleteFrom(SIM).where(SIM.ID.eq(sim.id())).execute();
        assertThat(activityOf(sim)).isEmpty();
    }

    private List<UUID> activityOf(Sim sim) {
        return modules.database()
                .dsl()
                .selectFrom(SIM_ACTIVITY)
                .where(SIM_ACTIVITY.SIM_ID.eq(sim.id()))
                .fetch(SIM_ACTIVITY.ORGANISATION_ID);
    }

    private List<String> found(String words) {
        return cards
                .listing()
                .page(operator.visible(), ListQuery.ALL.withSearch(words), 0, 10)
                .stream()
                .map(Sim::iccid)
                .toList();
    }

    private Sim add(
            String iccid,
            @Nullable String msisdn,
            @Nullable String imsi,
            @Nullable String userName,
            @Nullable String password) {
        return cards.create(
                operator,
                new SimDraft(
                        customer.id(),
                        null,
                        null,
                        iccid,
                        msisdn,
                        imsi,
                        "Orange",
                        SimStatus.ACTIVE,
                        "",
                        userName,
                        password,
                        null));
    }
}
