package io.passerelle.events;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.store.DeliveryStore;
import io.passerelle.events.store.WebhookStore;
import io.passerelle.events.wire.WebhookSignature;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.SecretBox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Web hooks (ALL-7) as people and programs manage them. Live topic {@value #TOPIC}. */
@Service
public class Webhooks {

    /** The live topic that tells that one changed, or something became of what it was sent. */
    public static final String TOPIC = "webhooks";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "webhook";

    /** How many an organisation may have. */
    public static final int MOST = 20;

    /** How long the secret before signs as well. */
    public static final Duration BOTH_SECRETS = Duration.ofHours(24);

    private static final String DELIVERY = "webhook-delivery";
    private static final int NAME_AT_MOST = 80;

    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final WebhookTargets targets;
    private final Events events;
    private final Organisations organisations;
    private final SecretBox box;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Webhooks(
            WebhookStore store,
            DeliveryStore deliveries,
            WebhookTargets targets,
            Events events,
            Organisations organisations,
            SecretBox box,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.deliveries = deliveries;
        this.targets = targets;
        this.events = events;
        this.organisations = organisations;
        this.box = box;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        LiveTopics.Topic topic = topics.topic(TOPIC);
        feed.on(
                "webhook",
                () -> {
                    events.wanted(store.wanted());
                    topic.changed();
                });
        feed.on("webhook_delivery", topic::changed);
    }

    /**
     * A web hook with a secret that is shown this once.
     *
     * @param secret {@code whsec_…}, as the receiver's library takes it
     */
    public record WithSecret(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "WithSecret[" + webhook.id() + "]"; // never the secret
        }
    }

    /** The list; for who manages web hooks. */
    public Listing<Webhook> listing() {
        return store.listing();
    }

    /** What was sent, or is to be; for who manages web hooks. */
    public Listing<WebhookDelivery> deliveries() {
        return deliveries.listing();
    }

    /** Lets pass who manages web hooks. */
    public void requireManager(Viewer viewer, String action, Object id) {
        audit.require(viewer, Right.MANAGE_WEBHOOKS, action, KIND, id);
    }

    /** One the viewer manages. */
    public Webhook get(Viewer viewer, UUID id) {
        requireManager(viewer, "webhook.read", id);
        return store.byId(id)
                .filter(webhook -> viewer.sees(webhook.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** The kinds of events a viewer's web hooks can ask for. */
    public List<EventKind> kinds(Viewer viewer) {
        return EventKind.visibleTo(viewer).stream().filter(EventKind::isForWebhooks).toList();
    }

    /**
     * Makes one. Looks the target's name up first, so it may take a few seconds.
     *
     * @throws Refused with everything that is wrong
     */
    public WithSecret create(Viewer viewer, WebhookDraft draft) {
        requireManager(viewer, "webhook.create", draft.organisationId());
        List<FieldError> errors = problems(viewer, draft, List.of());
        target(draft).ifPresent(errors::add);
        return inTransaction(() -> create(viewer, draft, errors));
    }

    private WithSecret create(Viewer viewer, WebhookDraft draft, List<FieldError> errors) {
        if (!viewer.sees(draft.organisationId())
                || organisations.tree().byId(draft.organisationId()).isEmpty()) {
            errors.add(FieldError.of("organisationId", "organisation.unknown"));
        } else if (store.count(draft.organisationId()) >= MOST) {
            errors.add(FieldError.of("", "webhook.many", MOST));
        }
        Refused.ifAny(errors);
        Webhook made =
                new Webhook(
                        Ids.next(),
                        draft.organisationId(),
                        draft.name().strip(),
                        draft.url().strip(),
                        draft.kinds(),
                        draft.enabled(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        viewer.login(),
                        1,
                        null,
                        "",
                        0,
                        null,
                        null);
        String secret = WebhookSignature.newSecret();
        try {
            store.insert(made, box.seal(secret));
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", made.name());
        }
        audit.done(
                viewer, "webhook.create", KIND, made.id(), made.organisationId(), null, told(made));
        return new WithSecret(made, secret);
    }

    /**
     * Changes one; {@link Conflict} when somebody else did since that version. Looks a new target's
     * name up first, so it may take a few seconds.
     */
    public Webhook update(Viewer viewer, UUID id, int version, WebhookDraft draft) {
        Webhook before = get(viewer, id);
        var asked =
                new WebhookDraft(
                        before.organisationId(),
                        draft.name(),
                        draft.url(),
                        draft.kinds(),
                        draft.enabled());
        List<FieldError> errors = problems(viewer, asked, before.kinds());
        if (!asked.url().strip().equals(before.url())) {
            target(asked).ifPresent(errors::add);
        }
        Refused.ifAny(errors);
        Webhook after =
                new Webhook(
                        id,
                        before.organisationId(),
                        asked.name().strip(),
                        asked.url().strip(),
                        asked.kinds(),
                        asked.enabled(),
                        before.createdAt(),
                        before.createdBy(),
                        version,
                        before.pausedAt(),
                        before.pausedReason(),
                        before.failures(),
                        before.failingSince(),
                        before.succeededAt());
        return inTransaction(() -> update(viewer, before, after));
    }

    private Webhook update(Viewer viewer, Webhook before, Webhook after) {
        boolean moved = !after.url().equals(before.url());
        try {
            if (!store.update(after, moved)) {
                throw new Conflict(KIND, after.id());
            }
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", after.name());
        }
        Map<String, Object> told = new LinkedHashMap<>(told(after));
        if (moved) {
            told.put("moved", true); // the part that changed may be one that is not kept
        }
        audit.done(
                viewer,
                "webhook.update",
                KIND,
                after.id(),
                before.organisationId(),
                told(before),
                told);
        return get(viewer, after.id());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** Removes one; what it was still to get is not sent any more. */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        Webhook before = get(viewer, id);
        store.delete(id);
        audit.done(viewer, "webhook.delete", KIND, id, before.organisationId(), told(before), null);
    }

    /** Gives it a new secret; the present one signs as well for {@link #BOTH_SECRETS}. */
    @Transactional
    public WithSecret newSecret(Viewer viewer, UUID id) {
        Webhook before = get(viewer, id);
        String secret = WebhookSignature.newSecret();
        store.secret(id, box.seal(secret), Instant.now().plus(BOTH_SECRETS));
        audit.done(viewer, "webhook.secret", KIND, id, before.organisationId(), null, null);
        return new WithSecret(get(viewer, id), secret);
    }

    /** Tries one again at once that is paused or failing. */
    @Transactional
    public Webhook resume(Viewer viewer, UUID id) {
        Webhook before = get(viewer, id);
        store.resume(id);
        deliveries.hurry(id, Instant.now());
        audit.done(viewer, "webhook.resume", KIND, id, before.organisationId(), null, null);
        return get(viewer, id);
    }

    /**
     * Sends a real event that tells nothing.
     *
     * @return its delivery
     * @throws Refused when nothing is sent there now
     */
    @Transactional
    public WebhookDelivery ping(Viewer viewer, UUID id) {
        Webhook webhook = get(viewer, id);
        if (!webhook.enabled() || webhook.pausedAt() != null) {
            throw Refused.field("", "webhook.silent");
        }
        Event event =
                events.write(
                        EventKind.WEBHOOK_PING
                                .of(webhook.organisationId(), id, webhook.name())
                                .by(viewer));
        UUID delivery = deliveries.queue(event, id, webhook.organisationId());
        store.rest(id, Instant.EPOCH);
        audit.done(viewer, "webhook.ping", KIND, id, webhook.organisationId(), null, null);
        return deliveries.byId(delivery).orElseThrow();
    }

    /** A delivery the viewer sees. */
    public WebhookDelivery delivery(Viewer viewer, UUID id) {
        requireManager(viewer, "webhook-delivery.read", id);
        return deliveries
                .byId(id)
                .filter(delivery -> viewer.sees(delivery.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, DELIVERY, id));
    }

    /**
     * Sends one again, with the same identifier: who has it already recognises it.
     *
     * @throws Refused while it waits
     */
    @Transactional
    public WebhookDelivery replay(Viewer viewer, UUID id) {
        WebhookDelivery before = delivery(viewer, id);
        if (!deliveries.replay(id, Instant.now())) {
            throw Refused.field("", "webhook.waiting");
        }
        audit.done(
                viewer,
                "webhook-delivery.replay",
                DELIVERY,
                id,
                before.organisationId(),
                null,
                null);
        return delivery(viewer, id);
    }

    /**
     * Sends everything again that was given up.
     *
     * @param since only what was recorded, or last replayed, since then
     * @return how many
     */
    @Transactional
    public int replayDead(Viewer viewer, UUID id, Instant since) {
        Webhook webhook = get(viewer, id);
        int count = deliveries.replayDead(id, since, Instant.now());
        audit.done(
                viewer,
                "webhook.replay",
                KIND,
                id,
                webhook.organisationId(),
                null,
                Map.of("deliveries", count));
        return count;
    }

    private List<FieldError> problems(Viewer viewer, WebhookDraft draft, List<String> present) {
        List<FieldError> errors = new ArrayList<>();
        String name = draft.name().strip();
        if (name.isEmpty()) {
            errors.add(FieldError.of("name", "required"));
        } else if (name.length() > NAME_AT_MOST) {
            errors.add(FieldError.of("name", "too.long", NAME_AT_MOST));
        }
        if (draft.kinds().isEmpty()) {
            errors.add(FieldError.of("kinds", "required"));
        }
        List<String> possible = kinds(viewer).stream().map(EventKind::id).toList();
        draft.kinds().stream()
                .filter(kind -> !possible.contains(kind) && !present.contains(kind))
                .findFirst()
                .ifPresent(kind -> errors.add(FieldError.of("kinds", "webhook.kind", kind)));
        return errors;
    }

    /** What is wrong with its target. */
    private Optional<FieldError> target(WebhookDraft draft) {
        return targets.problem(draft.organisationId(), draft.url().strip());
    }

    /** What the audit may know: not the path and the query of the address. */
    private static Map<String, Object> told(Webhook webhook) {
        return Map.of(
                "name", webhook.name(),
                "url", WebhookTargets.place(webhook.url()),
                "kinds", webhook.kinds(),
                "enabled", webhook.enabled());
    }
}
