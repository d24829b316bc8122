package io.passerelle.events;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.store.DeliveryStore;
import io.passerelle.events.store.WebhookStore;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.SecretBox;
import io.passerelle.testing.Modules;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** ALL-7: where a web hook leads is found out without holding anybody up, and kept to oneself. */
class WebhookTargetTest {

    private final Modules modules = Modules.start("accounts");
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicBoolean hanging = new AtomicBoolean();
    private final AtomicBoolean heldTransaction = new AtomicBoolean();
    private final Webhooks webhooks = webhooks();
    private Organisation customer;
    private Viewer owner;

    @BeforeEach
    void makeACustomer() {
        Organisations organisations = modules.get(Organisations.class);
        Organisation root = organisations.createOperator("Opérateur");
        Viewer operator = Modules.operator(root.id());
        eventually(() -> assertThat(organisations.tree().byId(root.id())).isPresent());
        customer =
                organisations.create(
                        operator,
                        new OrganisationDraft(
                                root.id(), OrganisationKind.CUSTOMER, "Un", "", true));
        owner = Modules.customer(customer.id(), Right.MANAGE_WEBHOOKS);
        eventually(() -> assertThat(organisations.tree().byId(customer.id())).isPresent());
    }

    @AfterEach
    void close() {
        answered.countDown();
        modules.close();
    }

    @Test
    void nameServerThatHangs_isSaidBesideTheField_andHoldsNoConnection() {
        Webhook made = webhooks.create(owner, hook("https://a.example/x")).webhook();
        hanging.set(true);
        assertThatThrownBy(() -> webhooks.create(owner, hook("https://hangs.example/")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .containsExactly(
                                                FieldError.of(
                                                        "url",
                                                        "webhook.name.late",
                                                        "hangs.example")));
        assertThatThrownBy(
                        () -> webhooks.update(owner, made.id(), 1, hook("https://hangs.example/y")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("webhook.name.late");
        assertThat(heldTransaction).isFalse();
        Webhook renamed =
                webhooks.update(
                        owner,
                        made.id(),
                        1,
                        new WebhookDraft(customer.id(), "new", made.url(), made.kinds(), true));
        assertThat(renamed.name()).as("its address is the same").isEqualTo("new");
    }

    @Test
    void pathAndQuery_stayOutOfTheAudit() {
        Webhook made =
                webhooks.create(owner, hook("https://a.example:8443/s3cret?key=t0ken")).webhook();
        webhooks.update(owner, made.id(), 1, hook("https://a.example:8443/0ther?key=t0ken"));
        webhooks.delete(owner, made.id());
        List<String> kept =
                modules.database()
                        .dsl()
                        .resultQuery(
                                "select coalesce(before::text, '') || coalesce(after::text, '')"
                                        + " from audit_entry where object_kind = 'webhook' order by id")
                        .fetch(0, String.class);
        assertThat(kept)
                .hasSize(3)
                .allSatisfy(entry ->
                        assertThat(entry)
                                .contains("https://a.example:8443")
                                .doesNotContain("s3cret", "0ther", "t0ken"));
        assertThat(kept.get(1)).as("that it changed is told").contains("\"moved\": true");
    }

    @Test
    void addressThatIsNone_andKindThatIsNotTheirs_areRefused() {
        for (String url :
                List.of(
                        "ftp://example.com/",
                        "https://user:secret@example.com/",
                        "https://example.com/#part",
                        "https:///nowhere",
                        "https://exam ple.com/",
                        "not an address")) {
            assertThatThrownBy(() -> webhooks.create(owner, hook(url)))
                    .as(url)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("webhook.url");
        }
        var draft =
                new WebhookDraft(
                        customer.id(), "x", "https://a.example/", List.of("account.created"), true);
        assertThatThrownBy(() -> webhooks.create(owner, draft))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("webhook.kind");
    }

    private WebhookDraft hook(String url) {
        return new WebhookDraft(customer.id(), "hook", url, List.of("sim.suspended"), true);
    }

    private InetAddress[] addresses(String host) {
        heldTransaction.compareAndSet(
                false, TransactionSynchronizationManager.isActualTransactionActive());
        if (hanging.get()) {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return new InetAddress[] {InetAddress.ofLiteral("93.184.216.34")};
    }

    /** As in service, but for who knows names. */
    private Webhooks webhooks() {
        return new Webhooks(
                modules.get(WebhookStore.class),
                modules.get(DeliveryStore.class),
                new WebhookTargets(
                        modules.get(WebhookGuard.class),
                        modules.get(WebhookSettings.class),
                        new NameLookUps(this::addresses, Duration.ofMillis(500), 4, 16)),
                modules.get(Events.class),
                modules.get(Organisations.class),
                modules.get(SecretBox.class),
                modules.get(Audit.class),
                modules.get(ChangeFeed.class),
                modules.get(LiveTopics.class),
                modules.get(PlatformTransactionManager.class));
    }
}
