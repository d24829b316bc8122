package io.passerelle.operators;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimDraft;
import io.passerelle.sims.SimGroups;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.Modules;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A customer with cards, and mobile operators that answer at once, by hand, and with a refusal. */
abstract class SimRequestScene {

    static final String QUICK = "Quick";
    static final String BY_HAND = "By hand";
    static final String CONTRARY = "Contrary";

    final Modules modules = Modules.start("accounts", "sims", "operators");
    final SimCards cards = modules.get(SimCards.class);
    final SimRequests requests = modules.get(SimRequests.class);
    Viewer operator;
    Viewer owner;
    Organisation customer;
    int made;

    @BeforeEach
    void makeCustomerAndOperators() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        owner = Modules.customer(customer.id(), Right.MANAGE_SIMS);
        MobileOperators operators = modules.get(MobileOperators.class);
        operators.create(operator, draft(QUICK, AdapterKind.SIMULATED, false));
        operators.create(operator, draft(BY_HAND, AdapterKind.MANUAL, false));
        operators.create(operator, draft(CONTRARY, AdapterKind.SIMULATED, true));
        eventually(() -> {
            assertThat(operators.named("contrary").refuses()).isTrue();
            assertThat(operators.named("by HAND").adapter()).isEqualTo(AdapterKind.MANUAL);
            assertThat(organisations.tree().byId(customer.id())).isPresent();
            assertThat(modules.get(SimGroups.class).defaultOf(customer.id())).isPresent();
        });
    }

    @AfterEach
    void close() {
        modules.close();
    }

    SimRequest sent(Sim sim, SimAction action) {
        UUID id = requests.ask(owner, sim.id(), null, action, "").id();
        eventually(() -> assertThat(requests.get(owner, id).state()).isEqualTo(RequestState.SENT));
        return requests.get(owner, id);
    }

    void becomes(Sim sim, SimStatus status) {
        eventually(() -> assertThat(cards.get(owner, sim.id()).status()).isEqualTo(status));
    }

    Sim card(String mobileOperator, SimStatus status) {
        made++;
        return cards.create(
                operator,
                new SimDraft(
                        customer.id(),
                        null,
                        null,
                        "893300000000000000" + made,
                        null,
                        null,
                        mobileOperator,
                        status,
                        "",
                        null,
                        null,
                        null));
    }

    static MobileOperatorDraft draft(String name, AdapterKind kind, boolean refuses) {
        return new MobileOperatorDraft(name, kind, 0, refuses, "", null);
    }
}
