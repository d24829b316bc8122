package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.ReplacementStore;
import io.passerelle.sims.store.SimStore;
import io.passerelle.sims.store.SimTagStore;
import io.passerelle.store.SecretBox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** SIM cards (M2M-1): the list, one card, and what people change of it. */
@Service
public class SimCards {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "sim";

    private static final int MOVED_AT_MOST = 10_000;
    private static final int OPERATORS_AT_MOST = 200;
    private static final int TAGS_AT_MOST = 500;

    private final SimStore store;
    private final ReplacementStore replacements;
    private final SimTagStore tags;
    private final SimGroups groups;
    private final SimChecks checks;
    private final SecretBox secrets;
    private final SimEvents told;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    SimCards(
            SimStore store,
            ReplacementStore replacements,
            SimTagStore tags,
            SimGroups groups,
            SimChecks checks,
            SecretBox secrets,
            SimEvents told,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.replacements = replacements;
        this.tags = tags;
        this.groups = groups;
        this.checks = checks;
        this.secrets = secrets;
        this.told = told;
        this.audit = audit;
        this.events = events;
    }

    /** The list of cards. */
    public Listing<Sim> listing() {
        return store.listing();
    }

    /** The mobile operators of the cards the viewer sees, by name. */
    public List<String> operators(Viewer viewer) {
        return store.operators(viewer.visible(), OPERATORS_AT_MOST);
    }

    /** One card the viewer sees. */
    public Sim get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(sim -> viewer.sees(sim.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** One card, for what is done by itself. */
    Optional<Sim> find(UUID id) {
        return store.byId(id);
    }

    /**
     * A card and those it took the place of, newest first: what was of them is its history, too.
     */
    public List<UUID> lineage(Viewer viewer, UUID id) {
        get(viewer, id);
        return replacements.lineage(id);
    }

    /** Adds one card. */
    @Transactional
    public Sim create(Viewer viewer, SimDraft draft) {
        audit.require(viewer, Right.MANAGE_SIMS, "sim.create", KIND, draft.iccid());
        Sim created = checks.of(viewer, draft);
        String password = draft.password();
        try {
            store.insert(
                    created,
                    password == null || password.isEmpty() ? null : secrets.seal(password));
        } catch (DuplicateKeyException e) {
            throw taken(e);
        }
        audit.done(
                viewer, "sim.create", KIND, created.id(), created.organisationId(), null, created);
        told.created(viewer, created);
        return get(viewer, created.id());
    }

    /** Changes one card; {@link Conflict} when somebody else did since that version. */
    @Transactional
    public Sim update(Viewer viewer, UUID id, int version, SimChange change) {
        Sim before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_SIMS, "sim.update", KIND, id);
        Sim after = checks.of(viewer, before, version, change);
        try {
            if (!store.update(after, sealed(change.password()))) {
                throw new Conflict(KIND, id);
            }
        } catch (DuplicateKeyException e) {
            throw taken(e);
        }
        if (change.tags() != null) {
            tags.known(before.organisationId(), after.tags());
            List<String> gone = new ArrayList<>(before.tags());
            gone.removeAll(after.tags());
            tags.forget(before.organisationId(), gone);
        }
        if (!after.groupId().equals(before.groupId())) {
            events.publishEvent(new SimsRegrouped(Set.of(id), viewer.login()));
        }
        audit.done(viewer, "sim.update", KIND, id, before.organisationId(), before, after);
        told.changed(viewer, before, after);
        return get(viewer, id);
    }

    /**
     * Puts cards into another group of their organisation: its routes are theirs from then on.
     *
     * @param ids 1 to 10,000 cards; all are moved or none
     * @return how many were moved
     */
    @Transactional
    public int move(Viewer viewer, Collection<UUID> ids, UUID groupId) {
        SimGroup group = groups.get(viewer, groupId);
        audit.require(viewer, Right.MANAGE_SIMS, "sim.move", KIND, groupId);
        if (ids.isEmpty() || ids.size() > MOVED_AT_MOST) {
            throw Refused.field("ids", "number.range", 1, MOVED_AT_MOST);
        }
        requireOfOne(
                viewer,
                SimAction.GROUP,
                ids,
                group.organisationId(),
                FieldError.of("groupId", "group.elsewhere", group.name()));
        int moved = store.move(ids, group.organisationId(), groupId);
        events.publishEvent(new SimsRegrouped(Set.copyOf(ids), viewer.login()));
        audit.done(
                viewer, "sim.move", KIND, groupId, group.organisationId(), null, List.copyOf(ids));
        return moved;
    }

    /** Gives locked cards other labels, in the caller's transaction and by the order of a job. */
    void label(Viewer viewer, Map<Sim, String> labels, UUID job) {
        store.label(labels);
        byOwner(labels.keySet())
                .forEach((owner, sims) ->
                        audit.done(
                                viewer,
                                "sim.update",
                                SimJobs.KIND,
                                job,
                                owner,
                                told(sims, Sim::label),
                                told(sims, sim -> labels.getOrDefault(sim, ""))));
    }

    /** Puts locked cards of one organisation into a group of theirs, like {@link #label}. */
    void regroup(Viewer viewer, List<Sim> sims, UUID groupId, UUID job) {
        UUID owner = sims.getFirst().organisationId();
        List<UUID> ids = sims.stream().map(Sim::id).toList();
        store.move(ids, owner, groupId);
        events.publishEvent(new SimsRegrouped(Set.copyOf(ids), viewer.login()));
        audit.done(
                viewer,
                "sim.move",
                SimJobs.KIND,
                job,
                owner,
                told(sims, Sim::group),
                Map.of("groupId", groupId));
    }

    private static Map<UUID, List<Sim>> byOwner(Collection<Sim> sims) {
        return sims.stream().collect(Collectors.groupingBy(Sim::organisationId));
    }

    /** What the audit keeps of many cards: of each one thing. */
    static Map<String, String> told(List<Sim> sims, Function<Sim, String> what) {
        Map<String, String> told = new TreeMap<>();
        sims.forEach(sim -> told.put(sim.iccid(), what.apply(sim)));
        return told;
    }

    /**
     * Adds tags to cards of one organisation and takes others away.
     *
     * @param ids 1 to 10,000 cards; all are changed or none
     * @return how many
     */
    @Transactional
    public int tag(Viewer viewer, Collection<UUID> ids, List<String> add, List<String> remove) {
        audit.require(viewer, Right.MANAGE_SIMS, "sim.tag", KIND, ids.size());
        List<String> more = SimTags.clean(add);
        List<FieldError> errors = new ArrayList<>();
        SimTags.mistake("add", more).ifPresent(errors::add);
        if (ids.isEmpty() || ids.size() > MOVED_AT_MOST) {
            errors.add(FieldError.of("ids", "number.range", 1, MOVED_AT_MOST));
        }
        Refused.ifAny(errors);
        UUID organisation = get(viewer, ids.iterator().next()).organisationId();
        requireOfOne(
                viewer,
                SimAction.TAGS,
                ids,
                organisation,
                FieldError.of("ids", "sim.tags.elsewhere"));
        int changed = tags.change(ids, organisation, more, SimTags.clean(remove));
        if (tags.most(ids) > SimTags.AT_MOST) {
            throw Refused.field("add", "sim.tags.many", SimTags.AT_MOST);
        }
        audit.done(
                viewer,
                "sim.tag",
                KIND,
                ids.size() == 1 ? ids.iterator().next() : organisation,
                organisation,
                null,
                Map.of("cards", List.copyOf(ids), "added", more, "removed", remove));
        return changed;
    }

    /** The tags of the cards the viewer sees. */
    public List<String> tags(Viewer viewer) {
        return tags.of(viewer.visible(), TAGS_AT_MOST);
    }

    private void requireOfOne(
            Viewer viewer,
            SimAction action,
            Collection<UUID> ids,
            UUID organisation,
            FieldError otherwise) {
        Map<UUID, SimStatus> theirs = store.ofOrganisation(ids, organisation);
        for (UUID id : ids) {
            SimStatus status = theirs.get(id);
            if (status == null) {
                get(viewer, id); // not found, and recorded, when it is not for this viewer at all
                throw Refused.of(List.of(otherwise));
            }
            if (!action.fits(status)) {
                throw Refused.field("ids", "sim.action.status", action.name(), status.name());
            }
        }
    }

    private byte @Nullable [] sealed(@Nullable String password) {
        return password == null || password.isEmpty() ? null : secrets.seal(password);
    }

    /** Which of the unique names it was, from the index PostgreSQL names. */
    private static Refused taken(DuplicateKeyException e) {
        String message = String.valueOf(e.getMessage());
        String field =
                message.contains("sim_msisdn")
                        ? "msisdn"
                        : message.contains("sim_imsi")
                                ? "imsi"
                                : message.contains("sim_user_name")
                                        ? "userName"
                                        : message.contains("sim_static_address")
                                                ? "staticAddress"
                                                : "iccid";
        return Refused.field(field, "sim.taken");
    }
}
