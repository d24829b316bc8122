package io.passerelle.events;

import static io.passerelle.store.db.Tables.APPROVED_NETWORK;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.testing.HookReceiver;
import io.passerelle.testing.Modules;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/** Two customers, of whom the first may send to this machine, and what receives there. */
abstract class WebhookScene {

    static final JsonMapper JSON = JsonMapper.builder().build();

    final Modules modules = Modules.start("accounts");
    final Webhooks webhooks = modules.get(Webhooks.class);
    final Events events = modules.get(Events.class);
    final WebhookSender sender = modules.get(WebhookSender.class);
    final HookReceiver receiver = receiver();
    Organisation customer;
    Organisation other;
    Viewer operator;
    Viewer owner;

    @BeforeEach
    void makeCustomers() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer = organisations.create(operator, draft(root, "Un"));
        other = organisations.create(operator, draft(root, "Deux"));
        owner = Modules.customer(customer.id(), Right.MANAGE_WEBHOOKS);
        modules.database()
                .dsl()
                .insertInto(APPROVED_NETWORK)
                .set(APPROVED_NETWORK.ID, Ids.next())
                .set(APPROVED_NETWORK.ORGANISATION_ID, customer.id())
                .set(APPROVED_NETWORK.NETWORK, Cidr.of("127.0.0.0/8"))
                .set(APPROVED_NETWORK.NOTE, "")
                .set(APPROVED_NETWORK.APPROVED_BY, "tester")
                .set(APPROVED_NETWORK.APPROVED_AT, Instant.now())
                .execute();
        var guard = modules.get(WebhookGuard.class);
        eventually(() -> {
            assertThat(organisations.tree().byId(other.id())).isPresent();
            assertThat(guard.allows(customer.id(), java.net.InetAddress.ofLiteral("127.0.0.1")))
                    .isTrue();
        });
    }

    @AfterEach
    void close() {
        receiver.close();
        modules.close();
    }

    List<WebhookDelivery> deliveries() {
        return webhooks.deliveries().page(owner.visible(), ListQuery.ALL, 0, 100);
    }

    WebhookDraft hook(String name, String url) {
        return new WebhookDraft(customer.id(), name, url, List.of("sim.suspended"), true);
    }

    EventDraft suspended(String card) {
        return EventKind.SIM_SUSPENDED
                .of(customer.id(), card, "8933")
                .with(EventField.TO, "SUSPENDED");
    }

    static HookReceiver receiver() {
        try {
            return new HookReceiver();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static OrganisationDraft draft(Organisation root, String name) {
        return new OrganisationDraft(root.id(), OrganisationKind.CUSTOMER, name, "", true);
    }
}
