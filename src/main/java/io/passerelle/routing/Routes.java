package io.passerelle.routing;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventDraft;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.routing.store.RouteLineStore;
import io.passerelle.routing.store.RouteStore;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Routes as people and programs see and change them (SPEC M2M-21, M2M-24). A committed change is in
 * force on every node within a second; open connections whose destination it removes follow the
 * route's policy (SPEC M2M-31), all others go on.
 */
@Service
public class Routes {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "route";

    private final RouteStore store;
    private final RouteLineStore lines;
    private final RouteChecks checks;
    private final LinkPins pins;
    private final GroupDirectory groups;
    private final Audit audit;
    private final Events events;
    private final TransactionTemplate transaction;

    Routes(
            RouteStore store,
            RouteLineStore lines,
            RouteChecks checks,
            LinkPins pins,
            GroupDirectory groups,
            Audit audit,
            Events events,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.lines = lines;
        this.checks = checks;
        this.pins = pins;
        this.groups = groups;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The list of routes. */
    public Listing<RouteRow> listing() {
        return store.listing();
    }

    /** The lines of the route page: a destination each, and groups without routes. */
    public Listing<RouteLine> lines() {
        return lines.listing();
    }

    /** One route the viewer sees. */
    public RouteRow get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(row -> viewer.sees(row.route().organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * Makes a route. Looks the destinations' names up, so it may take a few seconds.
     *
     * @throws Refused with everything that is wrong, field by field
     */
    public RouteRow create(Viewer viewer, RouteDraft draft) {
        audit.require(viewer, Right.MANAGE_ROUTES, "route.create", KIND, draft.groupId());
        Route created = judged(viewer, Ids.next(), 1, draft, null);
        write(
                created,
                () -> {
                    store.insert(created, Instant.now());
                    audit.done(
                            viewer,
                            "route.create",
                            KIND,
                            created.id(),
                            created.organisationId(),
                            null,
                            created);
                    events.publish(told(EventKind.ROUTE_CREATED, created, viewer));
                });
        return get(viewer, created.id());
    }

    /**
     * Changes a route; its group may change within its organisation.
     *
     * @param version the version the change was made on
     * @throws Conflict when somebody else changed it since
     */
    public RouteRow update(Viewer viewer, UUID id, int version, RouteDraft draft) {
        Route before = get(viewer, id).route();
        audit.require(viewer, Right.MANAGE_ROUTES, "route.update", KIND, id);
        Route after = judged(viewer, id, version, draft, before);
        write(
                after,
                () -> {
                    if (!store.update(after, Instant.now())) {
                        throw new Conflict(KIND, id);
                    }
                    audit.done(
                            viewer,
                            "route.update",
                            KIND,
                            id,
                            before.organisationId(),
                            before,
                            after);
                    events.publish(told(EventKind.ROUTE_CHANGED, after, viewer));
                });
        return get(viewer, id);
    }

    /** Removes a route; connections it carries follow its policy. */
    public void delete(Viewer viewer, UUID id) {
        Route before = get(viewer, id).route();
        audit.require(viewer, Right.MANAGE_ROUTES, "route.delete", KIND, id);
        transaction.executeWithoutResult(status -> {
            if (!store.delete(id)) {
                throw audit.notFound(viewer, KIND, id);
            }
            audit.done(viewer, "route.delete", KIND, id, before.organisationId(), before, null);
            events.publish(told(EventKind.ROUTE_DELETED, before, viewer));
        });
    }

    /**
     * What would be refused if this were saved, for an editor that wants to say it before; empty
     * when nothing would. Looks names up.
     *
     * @param id the route that is edited; null for a new one
     */
    public List<FieldError> problems(Viewer viewer, @Nullable UUID id, RouteDraft draft) {
        Route before = id == null ? null : get(viewer, id).route();
        try {
            judged(viewer, id == null ? Ids.next() : id, 1, draft, before);
            return List.of();
        } catch (Refused refused) {
            return refused.errors();
        }
    }

    private Route judged(
            Viewer viewer, UUID id, int version, RouteDraft draft, @Nullable Route before) {
        List<FieldError> errors = new ArrayList<>(checks.form(draft));
        KnownGroup group =
                groups.byId(draft.groupId())
                        .filter(known -> viewer.sees(known.organisationId()))
                        .orElse(null);
        if (group == null
                || before != null && !before.organisationId().equals(group.organisationId())) {
            errors.add(FieldError.of("groupId", "group.unknown"));
        }
        Refused.ifAny(errors);
        UUID organisation = Objects.requireNonNull(group).organisationId();
        List<Destination> destinations = pins.judged(viewer, draft, before, errors);
        Refused.ifAny(errors);
        Refused.ifAny(checks.targets(organisation, draft));
        return new Route(
                id,
                organisation,
                draft.groupId(),
                draft.inputPort(),
                RouteType.ofPort(draft.inputPort()).orElseThrow(),
                draft.label().strip(),
                draft.healthCheck(),
                draft.idleSeconds(),
                draft.whenLost(),
                destinations,
                version);
    }

    private static EventDraft told(EventKind kind, Route route, Viewer viewer) {
        String name = route.label().isEmpty() ? ":" + route.inputPort() : route.label();
        return kind.of(route.organisationId(), route.id(), name)
                .by(viewer)
                .with(EventField.GROUP, route.groupId())
                .with(EventField.PORT, route.inputPort())
                .with(EventField.LABEL, route.label());
    }

    private void write(Route route, Runnable change) {
        try {
            transaction.executeWithoutResult(status -> change.run());
        } catch (DuplicateKeyException e) {
            throw Refused.field("inputPort", "route.port.taken", route.inputPort());
        }
    }
}
