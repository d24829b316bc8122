package io.passerelle.events;

import io.passerelle.events.WebhookCall.Outcome;
import io.passerelle.events.store.DeliveryStore;
import io.passerelle.events.store.EventStore;
import io.passerelle.events.store.WebhookStore;
import io.passerelle.events.wire.WebhookSignature;
import io.passerelle.store.SecretBox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings one event to one web hook, and decides what follows from the answer. 2xx is taken; 401,
 * 403 and 410 pause the web hook, since trying again would only annoy; all else is tried again. The
 * time is given, never asked for.
 */
@Component
class WebhookCourier {

    /** From so many failures on, the target is asked now and then instead of for each event. */
    static final int FAILING = 5;

    /** Longer than any attempt takes: another node tries then. */
    static final Duration CLAIM = Duration.ofMinutes(2);

    /**
     * A target that took nothing for so long was away: when it takes something again, what waits is
     * sent at once. One that refuses a single event and takes others was not: that event would be
     * sent again with every other one.
     */
    static final Duration AWAY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCourier.class);
    private static final Set<Integer> UNWANTED = Set.of(401, 403, 410);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final int PROBLEM_AT_MOST = 300;

    private final DeliveryStore deliveries;
    private final WebhookStore webhooks;
    private final EventStore events;
    private final WebhookCall call;
    private final WebhookSettings settings;
    private final Events publisher;
    private final SecretBox box;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    WebhookCourier(
            DeliveryStore deliveries,
            WebhookStore webhooks,
            EventStore events,
            WebhookCall call,
            WebhookSettings settings,
            Events publisher,
            SecretBox box,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.events = events;
        this.call = call;
        this.settings = settings;
        this.publisher = publisher;
        this.box = box;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Sends the next event that is due.
     *
     * @return whether there was one, and the target took it: otherwise there is nothing more to do
     *     now
     */
    boolean deliverNext(UUID webhookId, Instant now) {
        WebhookDelivery delivery = deliveries.claim(webhookId, now, now.plus(CLAIM)).orElse(null);
        if (delivery == null) {
            return false;
        }
        Webhook webhook = webhooks.byId(webhookId).orElse(null);
        if (webhook == null || !webhook.enabled() || webhook.pausedAt() != null) {
            deliveries.release(delivery.id());
            return false;
        }
        Outcome outcome = attempt(delivery, webhook, now);
        transaction.executeWithoutResult(status -> settle(delivery, webhook, outcome, now));
        return isTaken(outcome);
    }

    private Outcome attempt(WebhookDelivery delivery, Webhook webhook, Instant now) {
        Event event = events.byId(delivery.eventId()).orElse(null);
        if (event == null) {
            return new Outcome.Unanswered(DeliveryProblem.EVENT_GONE, "", 0);
        }
        List<String> secrets;
        try {
            secrets = webhooks.secrets(webhook.id(), now).stream().map(box::open).toList();
        } catch (IllegalStateException e) {
            return new Outcome.Unanswered(DeliveryProblem.SECRET, "", 0);
        }
        byte[] body = json.writeValueAsBytes(body(event));
        String id = event.id().toString();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", WebhookSignature.of(secrets, id, now, body));
        return call.post(webhook.organisationId(), webhook.url(), headers, body);
    }

    /** What is sent; {@code docs/protocols/webhooks.md} says so too. */
    private static Map<String, Object> body(Event event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", event.id().toString());
        body.put("type", event.kind());
        body.put("timestamp", event.at().toString());
        body.put("severity", event.severity().name());
        body.put("source", EventKind.of(event.kind()).map(EventKind::source).orElse(""));
        body.put(
                "organisationId",
                event.organisationId() == null ? null : event.organisationId().toString());
        body.put(
                "subject",
                Map.of(
                        "kind", event.subjectKind(),
                        "id", event.subjectId(),
                        "name", event.subjectName()));
        body.put("actor", event.actor());
        body.put("data", event.data());
        return body;
    }

    private static boolean isTaken(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered
                && answered.status() >= 200
                && answered.status() <= 299;
    }

    /** The web hook's row first, then those of deliveries: two never wait for each other. */
    private void settle(WebhookDelivery delivery, Webhook webhook, Outcome outcome, Instant now) {
        if (isTaken(outcome)) {
            boolean wasAway = webhooks.succeeded(webhook.id(), now, AWAY);
            deliveries.attempted(
                    after(delivery, outcome, WebhookDelivery.State.DELIVERED, now, now));
            if (wasAway) {
                deliveries.hurry(webhook.id(), now);
            }
            return;
        }
        if (outcome instanceof Outcome.Unanswered gone
                && gone.problem() == DeliveryProblem.EVENT_GONE) {
            deliveries.attempted(after(delivery, outcome, WebhookDelivery.State.DEAD, now, now));
            return;
        }
        if (outcome instanceof Outcome.Answered answered && UNWANTED.contains(answered.status())) {
            pause(webhook, "HTTP " + answered.status(), now);
            deliveries.attempted(after(delivery, outcome, WebhookDelivery.State.WAITING, now, now));
            return;
        }
        failed(delivery, webhook, outcome, now);
    }

    private void failed(WebhookDelivery delivery, Webhook webhook, Outcome outcome, Instant now) {
        int failures = webhooks.failed(webhook.id(), now);
        boolean tooOld = delivery.queuedAt().plus(settings.patience()).isBefore(now);
        Instant next = now.plus(jittered(pause(delivery.attempts(), FIRST_PAUSE, LONGEST_PAUSE)));
        deliveries.attempted(
                after(
                        delivery,
                        outcome,
                        tooOld ? WebhookDelivery.State.DEAD : WebhookDelivery.State.WAITING,
                        now,
                        next));
        if (!tooOld) {
            deliveries.behind(delivery, next.truncatedTo(ChronoUnit.MICROS));
        }
        if (failures >= FAILING) {
            Duration rest = pause(failures - FAILING + 1, FIRST_PAUSE, LONGEST_REST);
            webhooks.rest(webhook.id(), now.plus(jittered(rest)));
        }
        LOG.atInfo()
                .addKeyValue("webhook", webhook.id())
                .addKeyValue("delivery", delivery.id())
                .addKeyValue("attempts", delivery.attempts())
                .addKeyValue("dead", tooOld)
                .log("a web hook did not take an event");
    }

    private void pause(Webhook webhook, String reason, Instant now) {
        webhooks.failed(webhook.id(), now);
        if (webhooks.pause(webhook.id(), now, reason)) {
            publisher.publish(
                    EventKind.WEBHOOK_PAUSED
                            .of(webhook.organisationId(), webhook.id(), webhook.name())
                            .with(EventField.REASON, reason));
        }
    }

    private static WebhookDelivery after(
            WebhookDelivery delivery,
            Outcome outcome,
            WebhookDelivery.State state,
            Instant now,
            Instant next) {
        @Nullable Integer status = outcome instanceof Outcome.Answered a ? a.status() : null;
        return new WebhookDelivery(
                delivery.id(),
                delivery.webhookId(),
                delivery.webhookName(),
                delivery.organisationId(),
                delivery.eventId(),
                delivery.kind(),
                delivery.subject(),
                state,
                delivery.queuedAt(),
                delivery.attempts(),
                next.truncatedTo(ChronoUnit.MICROS),
                now,
                status,
                outcome.millis(),
                outcome instanceof Outcome.Answered a ? a.start() : "",
                problem(outcome));
    }

    private static String problem(Outcome outcome) {
        if (!(outcome instanceof Outcome.Unanswered unanswered)) {
            return "";
        }
        String detail = unanswered.detail().isEmpty() ? "" : ": " + unanswered.detail();
        String text = unanswered.problem() + detail;
        return text.length() <= PROBLEM_AT_MOST ? text : text.substring(0, PROBLEM_AT_MOST);
    }

    /** Doubles with each attempt. */
    static Duration pause(int attempts, Duration first, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** Up to a quarter less, so that what failed together does not come back together. */
    private static Duration jittered(Duration pause) {
        return pause.minusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1));
    }
}
