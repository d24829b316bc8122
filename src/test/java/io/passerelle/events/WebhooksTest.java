package io.passerelle.events;

import static io.passerelle.store.db.Tables.APPROVED_NETWORK;
import static io.passerelle.store.db.Tables.EVENT;
import static io.passerelle.testing.Eventually.eventually;
import static io.passerelle.testing.HookReceiver.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.HookReceiver;
import io.passerelle.testing.Modules;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * ALL-7: events arrive, signed, once after dedupe, in order for each subject; or it is said why
 * not.
 */
class WebhooksTest extends WebhookScene {

    @Test
    void event_arrivesSigned_atTheHooksOfItsOrganisationAndThoseAbove() {
        Webhooks.WithSecret made = webhooks.create(owner, hook("Mine", receiver.url()));
        events.publish(suspended("1"));
        events.publish(suspended("9").by("somebody").with(EventField.REASON, "é\n\"quoted\""));
        events.publish(EventKind.SIM_SUSPENDED.of(other.id(), "2", "other"));
        events.publish(EventKind.SIM_ACTIVATED.of(customer.id(), "3", "not asked for"));
        eventually(() -> assertThat(receiver.once()).hasSize(2));
        for (HookReceiver.Message message : receiver.once().values()) {
            assertThat(message.signature()).isEqualTo(signature(made.secret(), message));
            JsonNode body = JSON.readTree(message.body());
            assertThat(body.path("id").asString()).isEqualTo(message.id());
            assertThat(body.path("type").asString()).isEqualTo("sim.suspended");
            assertThat(body.path("data").path("to").asString()).isEqualTo("SUSPENDED");
        }
        eventually(() -> {
            assertThat(webhooks.get(owner, made.webhook().id()).state())
                    .isEqualTo(Webhook.State.WORKING);
            assertThat(deliveries())
                    .hasSize(2)
                    .allSatisfy(delivery -> {
                        assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
                        assertThat(delivery.status()).isEqualTo(200);
                        assertThat(delivery.answer()).isEqualTo("answer 200");
                        assertThat(delivery.millis()).isNotNegative();
                    });
        });
    }

    @Test
    void eventsToldTogether_arriveAtEveryHookThatAsks_likeThoseToldOneByOne() {
        webhooks.create(owner, hook("Mine", receiver.url()));
        events.publish(
                List.of(
                        suspended("1"),
                        EventKind.SIM_SUSPENDED.of(other.id(), "2", "other"),
                        EventKind.SIM_ACTIVATED.of(customer.id(), "3", "not asked for"),
                        suspended("4")));
        eventually(() -> assertThat(receiver.once()).hasSize(2));
        assertThat(modules.database().dsl().fetchCount(EVENT)).isEqualTo(4);
        assertThat(deliveries())
                .extracting(WebhookDelivery::organisationId)
                .containsOnly(customer.id());
    }

    @Test
    void secretBefore_signsAsWell_forADay() {
        Webhooks.WithSecret first = webhooks.create(owner, hook("Mine", receiver.url()));
        Webhooks.WithSecret second = webhooks.newSecret(owner, first.webhook().id());
        webhooks.ping(owner, first.webhook().id());
        eventually(() -> assertThat(receiver.all()).hasSize(1));
        HookReceiver.Message ping = receiver.all().getFirst();
        assertThat(ping.signature())
                .isEqualTo(
                        signature(second.secret(), ping) + " " + signature(first.secret(), ping));
        assertThat(JSON.readTree(ping.body()).path("type").asString()).isEqualTo("webhook.ping");
    }

    @Test
    void internalAddress_isRefusedWhenSaved_andAtTheDial() {
        Viewer stranger = Modules.customer(other.id(), Right.MANAGE_WEBHOOKS);
        for (String url :
                List.of(
                        receiver.url(),
                        "http://localhost:8080/",
                        "http://[::1]/",
                        "http://169.254.169.254/latest")) {
            var draft = new WebhookDraft(other.id(), "x", url, List.of("sim.suspended"), true);
            assertThatThrownBy(() -> webhooks.create(stranger, draft))
                    .as(url)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("webhook.internal");
        }
        webhooks.create(owner, hook("Mine", receiver.url()));
        modules.database().dsl().deleteFrom(APPROVED_NETWORK).execute();
        var guard = modules.get(WebhookGuard.class);
        eventually(() ->
                assertThat(guard.allows(customer.id(), java.net.InetAddress.ofLiteral("127.0.0.1")))
                        .isFalse());
        events.publish(suspended("1"));
        eventually(() ->
                assertThat(deliveries())
                        .singleElement()
                        .satisfies(d -> assertThat(d.problem()).startsWith("INTERNAL")));
        assertThat(receiver.all()).isEmpty();
    }

    @Test
    void hook_isItsOrganisationsAlone_andNeedsTheRight() {
        Webhook made = webhooks.create(owner, hook("Mine", receiver.url())).webhook();
        Viewer stranger = Modules.customer(other.id(), Right.MANAGE_WEBHOOKS);
        Viewer clerk = Modules.customer(customer.id());
        assertThatThrownBy(() -> webhooks.get(stranger, made.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> webhooks.delete(stranger, made.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> webhooks.ping(clerk, made.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(
                        () -> webhooks.create(stranger, hook("Theirs", "https://93.184.216.34/")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("organisation.unknown");
    }

    @Test
    void targetThatHangs_delaysNobodyElse_andAnOtherThatRedirectsIsNotFollowed()
            throws IOException {
        try (HookReceiver slow = new HookReceiver();
                HookReceiver elsewhere = new HookReceiver()) {
            slow.hangs();
            elsewhere.answers(302);
            webhooks.create(owner, hook("Slow", slow.url()));
            webhooks.create(owner, hook("Elsewhere", elsewhere.url()));
            webhooks.create(owner, hook("Quick", receiver.url()));
            for (int i = 0; i < 20; i++) {
                events.publish(suspended("card " + i));
            }
            eventually(() -> assertThat(receiver.once()).hasSize(20));
            eventually(() -> {
                assertThat(deliveries())
                        .anySatisfy(d -> assertThat(d.problem()).startsWith("TIMEOUT"))
                        .anySatisfy(d -> assertThat(d.status()).isEqualTo(302));
            });
        }
    }

    @Test
    void targetThatIsGone_pausesTheHook_untilSomebodyResumesIt() {
        receiver.answers(410);
        Webhook made = webhooks.create(owner, hook("Mine", receiver.url())).webhook();
        events.publish(suspended("1"));
        eventually(() ->
                assertThat(webhooks.get(owner, made.id()).state()).isEqualTo(Webhook.State.PAUSED));
        events.publish(suspended("2"));
        assertThat(events.listing(owner).page(owner.visible(), ListQuery.ALL, 0, 10))
                .extracting(Event::kind)
                .contains("webhook.paused");
        assertThatThrownBy(() -> webhooks.ping(owner, made.id())).isInstanceOf(Refused.class);
        assertThat(receiver.all()).hasSize(1);
        receiver.answers(200);
        webhooks.resume(owner, made.id());
        eventually(() -> assertThat(receiver.once()).hasSize(2));
    }

    @Test
    void frequentKinds_areWrittenOnlyForWhoAsks() {
        assertThat(events.isWanted(EventKind.SESSION_OPENED, customer.id())).isFalse();
        webhooks.create(
                owner,
                new WebhookDraft(
                        customer.id(), "x", receiver.url(), List.of("session.opened"), true));
        eventually(() ->
                assertThat(events.isWanted(EventKind.SESSION_OPENED, customer.id())).isTrue());
        assertThat(events.isWanted(EventKind.SESSION_OPENED, other.id())).isFalse();
        assertThat(events.isWanted(EventKind.SESSION_CLOSED, customer.id())).isFalse();
    }
}
