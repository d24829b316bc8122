package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.OrganisationCreated;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.SimGroupStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Groups of SIM cards (M2M-6). Customers and sites have them; each gets its default group when it
 * is made.
 */
@Service
public class SimGroups {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "group";

    private static final String DEFAULT_NAME = "défaut";
    private static final Set<OrganisationKind> OWNERS =
            Set.of(OrganisationKind.CUSTOMER, OrganisationKind.SITE);

    private final SimGroupStore store;
    private final Organisations organisations;
    private final Audit audit;

    SimGroups(SimGroupStore store, Organisations organisations, Audit audit) {
        this.store = store;
        this.organisations = organisations;
        this.audit = audit;
    }

    /** The list of groups. */
    public Listing<SimGroup> listing() {
        return store.listing();
    }

    /** One group the viewer sees. */
    public SimGroup get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(group -> viewer.sees(group.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** The default group of an organisation; empty for a kind that has no cards. */
    public Optional<UUID> defaultOf(UUID organisationId) {
        return store.defaultOf(organisationId);
    }

    /** Makes a group. */
    @Transactional
    public SimGroup create(Viewer viewer, SimGroupDraft draft) {
        audit.require(viewer, Right.MANAGE_SIMS, "group.create", KIND, draft.name());
        List<FieldError> errors = problems(draft);
        boolean owner =
                viewer.sees(draft.organisationId())
                        && organisations
                                .tree()
                                .byId(draft.organisationId())
                                .filter(o -> OWNERS.contains(o.kind()))
                                .isPresent();
        if (!owner) {
            errors.add(FieldError.of("organisationId", "organisation.unknown"));
        }
        Refused.ifAny(errors);
        SimGroup created =
                group(draft.organisationId(), draft.name().strip(), false, draft.maxConnections());
        insert(created);
        audit.done(
                viewer,
                "group.create",
                KIND,
                created.id(),
                created.organisationId(),
                null,
                created);
        return created;
    }

    /** Changes name and limit; {@link Conflict} when somebody else did since that version. */
    @Transactional
    public SimGroup update(Viewer viewer, UUID id, int version, SimGroupDraft draft) {
        SimGroup before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_SIMS, "group.update", KIND, id);
        Refused.ifAny(problems(draft));
        SimGroup after =
                new SimGroup(
                        id,
                        before.organisationId(),
                        draft.name().strip(),
                        before.isDefault(),
                        draft.maxConnections(),
                        before.sims(),
                        before.createdAt(),
                        version);
        try {
            if (!store.update(after)) {
                throw new Conflict(KIND, id);
            }
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", after.name());
        }
        audit.done(viewer, "group.update", KIND, id, before.organisationId(), before, after);
        return get(viewer, id);
    }

    /** Removes a group without cards and routes; never the default one. */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        SimGroup before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_SIMS, "group.delete", KIND, id);
        if (before.isDefault()) {
            throw Refused.field("", "group.default");
        }
        if (store.isUsed(id)) {
            throw Refused.field("", "group.used");
        }
        store.delete(id);
        audit.done(viewer, "group.delete", KIND, id, before.organisationId(), before, null);
    }

    @EventListener
    void organisationCreated(OrganisationCreated event) {
        if (OWNERS.contains(event.organisation().kind())) {
            store.insert(group(event.organisation().id(), DEFAULT_NAME, true, null));
        }
    }

    private void insert(SimGroup group) {
        try {
            store.insert(group);
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", group.name());
        }
    }

    private static SimGroup group(
            UUID organisation, String name, boolean isDefault, @Nullable Integer limit) {
        return new SimGroup(Ids.next(), organisation, name, isDefault, limit, 0, Instant.now(), 1);
    }

    private static List<FieldError> problems(SimGroupDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (draft.name().isBlank()) {
            errors.add(FieldError.of("name", "required"));
        } else if (draft.name().strip().length() > 80) {
            errors.add(FieldError.of("name", "too.long", 80));
        }
        Integer limit = draft.maxConnections();
        if (limit != null && (limit < 1 || limit > 1_000_000)) {
            errors.add(FieldError.of("maxConnections", "number.range", 1, 1_000_000));
        }
        return errors;
    }
}
