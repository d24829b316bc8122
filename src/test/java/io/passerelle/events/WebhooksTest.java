package io.passerelle.events;

import static io.passerelle.store.db.Tables.APPROVED_NETWORK;
import static io.passerelle.store.db.Tables.EVENT;
import static io.passerelle.testing.Eventually.eventually;
import static io.passerelle.testing.HookReceiver.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.store.DeliveryStore;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.HookReceiver;
import io.passerelle.testing.Modules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * ALL-7: events arrive, signed, once after dedupe, in order for each subject; or it is said why
 * not.
 */
class WebhooksTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Modules modules = Modules.start("accounts");
    private final Webhooks webhooks = modules.get(Webhooks.class);
    private final Events events = modules.get(Events.class);
    private final WebhookSender sender = modules.get(WebhookSender.class);
    private final HookReceiver receiver = receiver();
    private Organisation customer;
    private Organisation other;
    private Viewer operator;
    private Viewer owner;

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
    void outageOfADay_losesNothing_doublesNothing_andKeepsTheOrderOfEachSubject() {
        sender.stop();
        Webhook made = webhooks.create(owner, hook("Mine", receiver.url())).webhook();
        Instant start = Instant.now();
        receiver.answers(503);
        for (int minute = 0; minute < 24 * 60; minute += 5) {
            if (minute % 60 == 0) {
                events.publish(suspended("card " + minute / 60 % 7).with(EventField.FROM, minute));
            }
            deliver(start.plus(Duration.ofMinutes(minute)));
        }
        assertThat(webhooks.get(owner, made.id()).state()).isEqualTo(Webhook.State.FAILING);
        int triedInADay = receiver.all().size();
        assertThat(triedInADay).isBetween(50, 24 * 60 / 5 + 5);
        List<String> accepted = new ArrayList<>();
        receiver.answers(200);
        Instant back = start.plus(Duration.ofHours(24));
        for (int minute = 0; minute <= 15; minute += 5) {
            deliver(back.plus(Duration.ofMinutes(minute)));
        }
        assertThat(deliveries())
                .hasSize(24)
                .allSatisfy(d -> assertThat(d.state()).isEqualTo(WebhookDelivery.State.DELIVERED));
        receiver.all().stream().skip(triedInADay).forEach(m -> accepted.add(m.id()));
        assertThat(accepted).hasSize(24).doesNotHaveDuplicates();
        for (int card = 0; card < 7; card++) {
            assertThat(minutesOf("card " + card, triedInADay)).isNotEmpty().isSorted();
        }
        assertThat(webhooks.get(owner, made.id()).state()).isEqualTo(Webhook.State.WORKING);
    }

    @Test
    void eventThatIsRefusedAmongOthers_isTriedAgainLaterAndLater_whateverElseIsTaken() {
        sender.stop();
        webhooks.create(owner, hook("Mine", receiver.url()));
        Instant start = Instant.now();
        receiver.refuses("refused");
        events.publish(suspended("refused"));
        for (int second = 1; second <= 60; second++) {
            events.publish(suspended("card " + second));
            deliver(start.plusSeconds(second));
        }
        deliver(start.plusSeconds(60));
        assertThat(receiver.once()).hasSize(61);
        assertThat(receiver.all()).as("again after 5, 15, 35 s").hasSizeBetween(63, 65);
    }

    @Test
    void eventsBehindOneThatIsRefused_areDueWithIt_andFollowInOrder() {
        sender.stop();
        webhooks.create(owner, hook("Mine", receiver.url()));
        Instant start = Instant.now();
        receiver.refuses("the first");
        for (int i = 0; i < 4; i++) {
            String who = i == 0 ? "the first" : "another";
            events.publish(suspended("card").by(who).with(EventField.FROM, i));
        }
        deliver(start.plusSeconds(1));
        assertThat(deliveries())
                .allSatisfy(d -> assertThat(d.nextAt()).isAfter(start.plusSeconds(4)))
                .extracting(WebhookDelivery::nextAt)
                .containsOnly(deliveries().getFirst().nextAt());
        receiver.refuses("nothing of that");
        deliver(start.plusSeconds(30));
        assertThat(minutesOf("card", 1)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void eventThatIsReplayed_doesNotWaitForALaterOneThatIsRefused() {
        sender.stop();
        webhooks.create(owner, hook("Mine", receiver.url()));
        for (int i = 0; i < 3; i++) {
            events.publish(suspended("card"));
        }
        List<WebhookDelivery> before = deliveries().reversed();
        Instant retry = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        modules.get(DeliveryStore.class).behind(before.get(1), retry);
        assertThat(deliveries().reversed())
                .extracting(WebhookDelivery::nextAt)
                .containsExactly(before.getFirst().nextAt(), before.get(1).nextAt(), retry);
    }

    @Test
    void attemptThatFailed_waitsForItsHook_beforeItHoldsADelivery() {
        sender.stop();
        webhooks.create(owner, hook("Mine", receiver.url()));
        events.publish(suspended("1"));
        Instant start = Instant.now();
        receiver.answers(503);
        DSLContext dsl = modules.database().dsl();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            dsl.transaction(other -> {
                other.dsl().fetch("select id from webhook for update");
                hands.submit(() -> deliver(start.plusSeconds(1)));
                eventually(() ->
                        assertThat(
                                        dsl.fetch(
                                                "select pid from pg_stat_activity where"
                                                        + " datname = current_database()"
                                                        + " and wait_event_type = 'Lock'"))
                                .hasSize(1));
                assertThat(
                                other.dsl()
                                        .fetch(
                                                "select id from webhook_delivery"
                                                        + " for update nowait"))
                        .hasSize(1);
            });
        }
        assertThat(deliveries()).extracting(WebhookDelivery::status).containsExactly(503);
    }

    @Test
    void answerThatIsLost_bringsTheSameIdentifierAgain() {
        sender.stop();
        webhooks.create(owner, hook("Mine", receiver.url()));
        Instant start = Instant.now();
        events.publish(suspended("1"));
        receiver.answers(500); // it took the event, and fails to say so
        deliver(start.plusSeconds(1));
        receiver.answers(200);
        deliver(start.plusSeconds(30));
        assertThat(receiver.all()).hasSize(2);
        assertThat(receiver.once()).hasSize(1);
        assertThat(receiver.all().getFirst().body()).isEqualTo(receiver.all().getLast().body());
    }

    @Test
    void eventNobodyTakesForDays_isGivenUp_andCanBeReplayed() {
        sender.stop();
        Webhook made = webhooks.create(owner, hook("Mine", receiver.url())).webhook();
        Instant start = Instant.now();
        receiver.answers(500);
        events.publish(suspended("1"));
        deliver(start.plusSeconds(1));
        deliver(start.plus(Duration.ofDays(4)));
        assertThat(deliveries())
                .singleElement()
                .satisfies(d -> assertThat(d.state()).isEqualTo(WebhookDelivery.State.DEAD));
        receiver.answers(204);
        assertThat(webhooks.replayDead(owner, made.id(), start.minusSeconds(60))).isEqualTo(1);
        assertThatThrownBy(() -> webhooks.replay(owner, deliveries().getFirst().id()))
                .isInstanceOf(Refused.class);
        deliver(Instant.now().plus(Duration.ofHours(1)));
        WebhookDelivery again = deliveries().getFirst();
        assertThat(again.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
        assertThat(receiver.once()).hasSize(1);
        webhooks.replay(owner, again.id());
        deliver(Instant.now().plus(Duration.ofHours(1)));
        assertThat(receiver.all()).hasSize(4);
        assertThat(receiver.once()).hasSize(1);
    }

    @Test
    void whatWasGivenUp_isReplayedWhole_onceEach_andInTheOrderOfEachSubject() {
        sender.stop();
        Webhook made = webhooks.create(owner, hook("Mine", receiver.url())).webhook();
        Instant start = Instant.now();
        receiver.answers(503);
        for (int i = 0; i < 12; i++) {
            events.publish(suspended("card " + i % 3).with(EventField.FROM, i));
        }
        for (int hour = 1; hour <= 110; hour++) {
            deliver(start.plus(Duration.ofHours(hour)));
        }
        assertThat(deliveries())
                .hasSize(12)
                .allSatisfy(d -> assertThat(d.state()).isEqualTo(WebhookDelivery.State.DEAD));
        int refused = receiver.all().size();
        receiver.answers(200);
        deliver(start.plus(Duration.ofHours(200)));
        assertThat(receiver.all()).as("what is dead stays so").hasSize(refused);
        assertThat(webhooks.replayDead(owner, made.id(), Instant.EPOCH)).isEqualTo(12);
        deliver(start.plus(Duration.ofHours(201)));
        assertThat(receiver.all().stream().skip(refused).map(HookReceiver.Message::id))
                .hasSize(12)
                .doesNotHaveDuplicates();
        for (int card = 0; card < 3; card++) {
            assertThat(minutesOf("card " + card, refused)).hasSize(4).isSorted();
        }
        assertThat(webhooks.replayDead(owner, made.id(), Instant.EPOCH)).isZero();
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

    private void deliver(Instant now) {
        DeliveryStore store = modules.get(DeliveryStore.class);
        WebhookCourier courier = modules.get(WebhookCourier.class);
        for (DeliveryStore.Due due : store.due(now, 100)) {
            boolean more = courier.deliverNext(due.webhookId(), now);
            while (more) {
                more = courier.deliverNext(due.webhookId(), now);
            }
        }
    }

    private List<Integer> minutesOf(String card, int from) {
        return receiver.all().stream()
                .skip(from)
                .map(message -> JSON.readTree(message.body()))
                .filter(body -> body.path("subject").path("id").asString().equals(card))
                .map(body -> body.path("data").path("from").asInt())
                .toList();
    }

    private List<WebhookDelivery> deliveries() {
        return webhooks.deliveries().page(owner.visible(), ListQuery.ALL, 0, 100);
    }

    private WebhookDraft hook(String name, String url) {
        return new WebhookDraft(customer.id(), name, url, List.of("sim.suspended"), true);
    }

    private EventDraft suspended(String card) {
        return EventKind.SIM_SUSPENDED
                .of(customer.id(), card, "8933")
                .with(EventField.TO, "SUSPENDED");
    }

    private static HookReceiver receiver() {
        try {
            return new HookReceiver();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static OrganisationDraft draft(Organisation root, String name) {
        return new OrganisationDraft(root.id(), OrganisationKind.CUSTOMER, name, "", true);
    }
}
