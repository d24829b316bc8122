package io.passerelle.accounts;

import io.passerelle.accounts.store.OrganisationStore;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Word;
import io.passerelle.store.ChangeFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tree of organisations (ACC-1): one snapshot in memory, changed through the store. */
@Service
public class Organisations {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "organisation";

    private static final Logger LOG = LoggerFactory.getLogger(Organisations.class);

    private final OrganisationStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final List<Consumer<Set<UUID>>> disabled = new CopyOnWriteArrayList<>();
    private volatile OrganisationTree tree = new OrganisationTree(List.of());

    Organisations(
            OrganisationStore store,
            Audit audit,
            ApplicationEventPublisher events,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.audit = audit;
        this.events = events;
        feed.on(
                "organisation",
                () -> {
                    replace(new OrganisationTree(store.all()));
                    topics.topic("organisations").changed();
                });
    }

    private void replace(OrganisationTree next) {
        Set<UUID> stopped = tree.enabled();
        tree = next;
        stopped.removeAll(next.enabled());
        if (!stopped.isEmpty()) {
            disabled.forEach(watcher -> tell(watcher, Set.copyOf(stopped)));
        }
    }

    /** One that fails must not keep the others from ending what is open: they are told once. */
    private static void tell(Consumer<Set<UUID>> watcher, Set<UUID> stopped) {
        try {
            watcher.accept(stopped);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("organisations", stopped)
                    .log("what disabled organisations have open was not all ended");
        }
    }

    /**
     * Tells the watcher, when the tree says so already, of organisations that are enabled no more,
     * those below a disabled one included: what they have open must end.
     */
    public void onDisabled(Consumer<Set<UUID>> watcher) {
        disabled.add(watcher);
    }

    /** All organisations as of the last change. */
    public OrganisationTree tree() {
        return tree;
    }

    /** The list of organisations. */
    public Listing<Organisation> listing() {
        return store.listing();
    }

    /** One organisation the viewer sees. */
    public Organisation get(Viewer viewer, UUID id) {
        if (!viewer.sees(id)) {
            throw audit.notFound(viewer, KIND, id);
        }
        return tree.byId(id).orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** Makes an organisation below one the viewer sees. */
    @Transactional
    public Organisation create(Viewer viewer, OrganisationDraft draft) {
        audit.require(
                viewer, Right.MANAGE_ORGANISATIONS, "organisation.create", KIND, draft.parentId());
        Organisation parent =
                viewer.sees(draft.parentId()) ? tree.byId(draft.parentId()).orElse(null) : null;
        List<FieldError> errors = problems(draft);
        if (parent == null) {
            errors.add(FieldError.of("parentId", "organisation.unknown"));
        } else if (!parent.kind().below().contains(draft.kind())) {
            errors.add(
                    FieldError.of(
                            "kind",
                            "organisation.kind",
                            Word.of("accounts.kind", draft.kind()),
                            Word.of("accounts.kind", parent.kind())));
        }
        Refused.ifAny(errors);
        Organisation created =
                new Organisation(
                        Ids.next(),
                        draft.parentId(),
                        draft.kind(),
                        draft.name().strip(),
                        draft.reference().strip(),
                        draft.enabled(),
                        Instant.now(),
                        1);
        insert(created);
        audit.done(viewer, "organisation.create", KIND, created.id(), created.id(), null, created);
        return created;
    }

    /**
     * Changes name, reference and whether it is enabled.
     *
     * @param version the version the change was made on
     * @throws Conflict when somebody else changed it since
     */
    @Transactional
    public Organisation update(Viewer viewer, UUID id, int version, OrganisationDraft draft) {
        Organisation before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_ORGANISATIONS, "organisation.update", KIND, id);
        List<FieldError> errors = problems(draft);
        if (id.equals(viewer.organisationId()) && !draft.enabled()) {
            errors.add(FieldError.of("enabled", "organisation.own"));
        }
        Refused.ifAny(errors);
        Organisation after =
                new Organisation(
                        id,
                        before.parentId(),
                        before.kind(),
                        draft.name().strip(),
                        draft.reference().strip(),
                        draft.enabled(),
                        before.createdAt(),
                        version);
        try {
            if (!store.update(after)) {
                throw new Conflict(KIND, id);
            }
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", after.name());
        }
        audit.done(viewer, "organisation.update", KIND, id, id, before, after);
        return new Organisation(
                id,
                after.parentId(),
                after.kind(),
                after.name(),
                after.reference(),
                after.enabled(),
                after.createdAt(),
                version + 1);
    }

    /** Makes the operator, the root of the tree, at the very first start. */
    @Transactional
    public Organisation createOperator(String name) {
        Organisation operator =
                new Organisation(
                        Ids.next(),
                        null,
                        OrganisationKind.OPERATOR,
                        name,
                        "",
                        true,
                        Instant.now(),
                        1);
        insert(operator);
        return operator;
    }

    private void insert(Organisation organisation) {
        try {
            store.insert(organisation);
            events.publishEvent(new OrganisationCreated(organisation));
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", organisation.name());
        }
    }

    private static List<FieldError> problems(OrganisationDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (draft.name().isBlank()) {
            errors.add(FieldError.of("name", "required"));
        } else if (draft.name().strip().length() > 120) {
            errors.add(FieldError.of("name", "too.long", 120));
        }
        if (draft.reference().strip().length() > 60) {
            errors.add(FieldError.of("reference", "too.long", 60));
        }
        return errors;
    }
}
