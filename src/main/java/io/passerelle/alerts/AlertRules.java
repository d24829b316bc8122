package io.passerelle.alerts;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.store.AlertRuleStore;
import io.passerelle.alerts.store.SuspensionStore;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimGroups;
import io.passerelle.store.ChangeFeed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rules as people and programs manage them (M2M-10). Live topic {@value #TOPIC}. */
@Service
public class AlertRules {

    /** The live topic that tells that one changed. */
    public static final String TOPIC = "alert-rules";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "alert-rule";

    /** How many an organisation may have. */
    public static final int MOST = 100;

    private static final int NAME_AT_MOST = 80;
    private static final int RECIPIENTS_AT_MOST = 20;
    private static final int CHOICES_AT_MOST = 500;
    private static final int WINDOW_AT_MOST = 44_640;
    private static final int HOURS_AT_MOST = 744;
    private static final long THRESHOLD_AT_MOST = 1_000_000_000_000_000L;

    private final AlertRuleStore store;
    private final SuspensionStore suspensions;
    private final SimCards cards;
    private final SimGroups groups;
    private final Organisations organisations;
    private final Audit audit;

    AlertRules(
            AlertRuleStore store,
            SuspensionStore suspensions,
            SimCards cards,
            SimGroups groups,
            Organisations organisations,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.suspensions = suspensions;
        this.cards = cards;
        this.groups = groups;
        this.organisations = organisations;
        this.audit = audit;
        feed.on("alert_rule", topics.topic(TOPIC)::changed);
    }

    /** The list; for who manages rules. */
    public Listing<AlertRule> listing() {
        return store.listing();
    }

    /** Lets pass who manages rules. */
    public void requireManager(Viewer viewer, String action, Object id) {
        audit.require(viewer, Right.MANAGE_ALERTS, action, KIND, id);
    }

    /** One the viewer manages. */
    public AlertRule get(Viewer viewer, UUID id) {
        requireManager(viewer, "alert-rule.read", id);
        return store.byId(id)
                .filter(rule -> viewer.sees(rule.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** The accounts a viewer can have mails sent to. */
    public List<RecipientChoice> recipients(Viewer viewer) {
        return store.accounts(seen(viewer), CHOICES_AT_MOST);
    }

    /** Makes one; it is looked at within seconds. */
    @Transactional
    public AlertRule create(Viewer viewer, AlertRuleDraft draft) {
        requireManager(viewer, "alert-rule.create", draft.scopeId());
        List<FieldError> errors = problems(viewer, draft, null);
        Optional<UUID> owner = owner(viewer, draft);
        if (owner.isEmpty()) {
            errors.add(FieldError.of("scopeId", "alert.scope"));
        } else if (store.count(owner.get()) >= MOST) {
            errors.add(FieldError.of("", "alert.many", MOST));
        }
        Refused.ifAny(errors);
        AlertRule made = rule(Ids.next(), owner.orElseThrow(), draft, viewer.login(), now(), 1);
        try {
            store.insert(made);
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", made.name());
        }
        audit.done(viewer, "alert-rule.create", KIND, made.id(), made.organisationId(), null, made);
        return made;
    }

    /** Changes one; {@link Conflict} when somebody else did since that version. */
    @Transactional
    public AlertRule update(Viewer viewer, UUID id, int version, AlertRuleDraft draft) {
        AlertRule before = get(viewer, id);
        List<FieldError> errors = problems(viewer, draft, before);
        boolean elsewhere = owner(viewer, draft).filter(before.organisationId()::equals).isEmpty();
        if (elsewhere) {
            errors.add(FieldError.of("scopeId", "alert.scope"));
        }
        Refused.ifAny(errors);
        AlertRule after =
                rule(
                        id,
                        before.organisationId(),
                        draft,
                        before.createdBy(),
                        before.createdAt(),
                        version);
        try {
            if (!store.update(after, asksAnew(before, after), asksElse(before, after))) {
                throw new Conflict(KIND, id);
            }
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", after.name());
        }
        if (!suspendsNow(after)) {
            suspensions.withdraw(id);
        }
        audit.done(viewer, "alert-rule.update", KIND, id, before.organisationId(), before, after);
        return get(viewer, id);
    }

    /** Removes one; its alerts stay, and its suspensions that still wait are given up. */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        AlertRule before = get(viewer, id);
        store.hold(id); // no look adds another one meanwhile
        suspensions.withdraw(id);
        store.delete(id);
        audit.done(viewer, "alert-rule.delete", KIND, id, before.organisationId(), before, null);
    }

    /**
     * What was looked at elsewhere or for something else, or not while it was off, does not count.
     */
    private static boolean asksAnew(AlertRule before, AlertRule after) {
        return asksElse(before, after)
                || before.scope() != after.scope()
                || !before.scopeId().equals(after.scopeId())
                || before.enabled() != after.enabled();
    }

    /**
     * Whether what it told of is told again, as of a new rule: also when a threshold goes back to
     * what it was, or a rule begins to suspend or does again. Otherwise a card above it would stay
     * as it is.
     */
    private static boolean asksElse(AlertRule before, AlertRule after) {
        return before.kind() != after.kind()
                || before.threshold() != after.threshold()
                || before.windowMinutes() != after.windowMinutes()
                || suspendsNow(after) && !suspendsNow(before);
    }

    private static boolean suspendsNow(AlertRule rule) {
        return rule.suspends() && rule.enabled();
    }

    private static AlertRule rule(
            UUID id,
            UUID owner,
            AlertRuleDraft draft,
            String createdBy,
            Instant createdAt,
            int version) {
        return new AlertRule(
                id,
                owner,
                draft.name().strip(),
                draft.kind(),
                draft.scope(),
                draft.scopeId(),
                draft.kind().hasThreshold() ? draft.threshold() : 0,
                draft.kind().hasWindow() ? draft.windowMinutes() : 0,
                draft.severity(),
                draft.recipients(),
                draft.suspends(),
                draft.byHand(),
                draft.enabled(),
                createdAt,
                createdBy,
                version,
                null,
                0,
                null);
    }

    /** Whose rule it is; empty when the viewer sees no such scope. */
    private Optional<UUID> owner(Viewer viewer, AlertRuleDraft draft) {
        try {
            return Optional.of(
                    switch (draft.scope()) {
                        case ORGANISATION -> organisations.get(viewer, draft.scopeId()).id();
                        case GROUP -> groups.get(viewer, draft.scopeId()).organisationId();
                        case SIM -> cards.get(viewer, draft.scopeId()).organisationId();
                    });
        } catch (NotFound e) {
            return Optional.empty();
        }
    }

    private List<FieldError> problems(
            Viewer viewer, AlertRuleDraft draft, @Nullable AlertRule before) {
        List<FieldError> errors = new ArrayList<>();
        String name = draft.name().strip();
        if (name.isEmpty()) {
            errors.add(FieldError.of("name", "required"));
        } else if (name.length() > NAME_AT_MOST) {
            errors.add(FieldError.of("name", "too.long", NAME_AT_MOST));
        }
        long most = draft.kind() == AlertKind.SILENCE ? HOURS_AT_MOST : THRESHOLD_AT_MOST;
        if (draft.kind().hasThreshold() && (draft.threshold() < 1 || draft.threshold() > most)) {
            errors.add(FieldError.of("threshold", "number.range", 1, most));
        }
        if (draft.kind().hasWindow()
                && (draft.windowMinutes() < 1 || draft.windowMinutes() > WINDOW_AT_MOST)) {
            errors.add(FieldError.of("windowMinutes", "number.range", 1, WINDOW_AT_MOST));
        }
        errors.addAll(ofTotals(draft));
        if (draft.recipients().size() > RECIPIENTS_AT_MOST) {
            errors.add(FieldError.of("recipients", "alert.recipients.many", RECIPIENTS_AT_MOST));
        } else if (!areReachable(viewer, draft, before)) {
            errors.add(FieldError.of("recipients", "alert.recipient"));
        }
        boolean suspendsAnew = draft.suspends() && (before == null || !before.suspends());
        if (suspendsAnew && !viewer.has(Right.MANAGE_SIMS)) {
            errors.add(FieldError.of("suspends", "alert.suspends"));
        }
        return errors;
    }

    /** A total has no one card: neither to look at nor to suspend. */
    private static List<FieldError> ofTotals(AlertRuleDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (draft.kind().isTotal() && draft.scope() == AlertRule.Scope.SIM) {
            errors.add(FieldError.of("scope", "alert.total.scope"));
        }
        if (draft.kind().isTotal() && draft.suspends()) {
            errors.add(FieldError.of("suspends", "alert.total.suspends"));
        }
        return errors;
    }

    /** Who was a recipient already may stay one. */
    private boolean areReachable(Viewer viewer, AlertRuleDraft draft, @Nullable AlertRule before) {
        Set<UUID> unknown = new HashSet<>(draft.recipients());
        if (before != null) {
            unknown.removeAll(before.recipients());
        }
        if (unknown.isEmpty()) {
            return true;
        }
        Set<UUID> seen = seen(viewer);
        store.recipients(unknown).stream()
                .filter(recipient -> seen.contains(recipient.organisationId()))
                .forEach(recipient -> unknown.remove(recipient.accountId()));
        return unknown.isEmpty();
    }

    private Set<UUID> seen(Viewer viewer) {
        return organisations.tree().all().stream()
                .map(Organisation::id)
                .filter(viewer::sees)
                .collect(Collectors.toSet());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
