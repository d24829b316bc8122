package io.passerelle.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.events.store.DeliveryStore;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.HookReceiver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * ALL-7: what a target does not take comes again, once after dedupe, in order for each subject; or
 * it is given up and can be replayed.
 */
class WebhookRetriesTest extends WebhookScene {

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
    void attemptThatFailed_waitsForItsHook_beforeItHoldsADelivery() throws Exception {
        sender.stop();
        webhooks.create(owner, hook("Mine", receiver.url()));
        events.publish(suspended("1"));
        Instant start = Instant.now();
        receiver.answers(503);
        try (var hands = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = modules.database().source().getConnection()) {
            other.setAutoCommit(false);
            assertThat(rows(other, "select id from webhook for update")).isOne();
            Future<?> delivering = hands.submit(() -> deliver(start.plusSeconds(1)));
            modules.database().eventuallyWaits();
            assertThat(rows(other, "select id from webhook_delivery for update nowait")).isOne();
            other.commit();
            delivering.get(20, TimeUnit.SECONDS);
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

    private static int rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
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
}
