package io.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Iccid;
import io.passerelle.simulator.DemoPlan.Approval;
import io.passerelle.simulator.DemoPlan.Card;
import io.passerelle.simulator.DemoPlan.Goal;
import io.passerelle.simulator.DemoPlan.Group;
import io.passerelle.simulator.DemoPlan.Way;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoPlansTest {

    private static final SimulatorSettings SETTINGS =
            new SimulatorSettings(true, 2_000, 300, 17_000, 40);

    private final DemoPlan plan = DemoPlans.plan(SETTINGS);

    @Test
    void equalSettingsGiveEqualPlans() {
        assertThat(DemoPlans.plan(SETTINGS)).isEqualTo(plan);
    }

    @Test
    void cardsHaveNumbersOfTheirOwnWithValidCheckDigits() {
        assertThat(plan.sims()).hasSize(2_000);
        assertThat(plan.sims()).extracting(Card::iccid).doesNotHaveDuplicates();
        assertThat(plan.sims()).extracting(Card::imsi).doesNotHaveDuplicates();
        assertThat(plan.sims()).extracting(Card::msisdn).doesNotHaveDuplicates();
        assertThat(plan.sims()).allMatch(card -> new Iccid(card.iccid()).hasValidCheckDigit());
    }

    @Test
    void cardsAreInEveryStatusAndMostAreActive() {
        assertThat(plan.sims().stream().map(Card::status).collect(Collectors.toSet())).hasSize(10);
        assertThat(plan.sims().stream().filter(card -> card.status().equals("ACTIVE")).count())
                .isGreaterThan(1_700);
    }

    @Test
    void everyCustomerHasOneDefaultGroup() {
        var customers =
                plan.organisations().stream()
                        .filter(organisation -> organisation.kind().equals("CUSTOMER"))
                        .map(DemoPlan.Org::id)
                        .toList();
        assertThat(plan.groups().stream().filter(Group::isDefault).map(Group::organisation))
                .containsExactlyInAnyOrderElementsOf(customers);
    }

    @Test
    void routesAreOfEveryTypeWithSeveralPrioritiesAndUnequalShares() {
        assertThat(plan.routes().stream().map(Way::type).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("DEFAULT", "HTTP", "HTTPS", "MQTT", "MQTTS");
        assertThat(plan.routes().stream().flatMap(way -> way.goals().stream()).map(Goal::priority))
                .contains(1, 2);
        assertThat(plan.routes().stream().flatMap(way -> way.goals().stream()).map(Goal::share))
                .contains(1, 2, 3);
    }

    @Test
    void oneCustomerWithRoutesHasNoApprovalForItsInternalServers() {
        Set<UUID> approved =
                plan.approvals().stream().map(Approval::organisation).collect(Collectors.toSet());
        assertThat(plan.routes().stream().map(Way::organisation).distinct())
                .filteredOn(organisation -> !approved.contains(organisation))
                .hasSize(1);
    }

    @Test
    void sizeOfTheDemoIsThatOfTheSettings() {
        var small = new SimulatorSettings(true, 100, 0, 17_000, 40);
        assertThat(DemoPlans.plan(small).sims()).hasSize(100);
    }
}
