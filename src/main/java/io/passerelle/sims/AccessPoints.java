package io.passerelle.sims;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.AccessPointStore;
import io.passerelle.store.ChangeFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Access points: in memory for the data plane, changed by the operator's people. */
@Service
public class AccessPoints {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "access-point";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?");
    private static final int POOLS_AT_MOST = 32;

    private final AccessPointStore store;
    private final Audit audit;
    private volatile Map<UUID, AccessPoint> points = Map.of();

    AccessPoints(AccessPointStore store, Audit audit, ChangeFeed feed, LiveTopics topics) {
        this.store = store;
        this.audit = audit;
        feed.on(
                "access_point",
                () -> {
                    points =
                            store.all().stream()
                                    .collect(
                                            Collectors.toUnmodifiableMap(
                                                    AccessPoint::id, Function.identity()));
                    topics.topic("access-points").changed();
                });
    }

    /** All of them, by id, as of the last change. */
    public Map<UUID, AccessPoint> all() {
        return points;
    }

    /** The access point of a name, in any case, as a Called-Station-Id gives it. */
    public Optional<AccessPoint> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return points.values().stream().filter(p -> p.name().equals(wanted)).findAny();
    }

    /** The list; only the operator's people see it. */
    public Listing<AccessPoint> listing() {
        return store.listing();
    }

    /** One access point. */
    public AccessPoint get(Viewer viewer, UUID id) {
        AccessPoint point = points.get(id);
        if (point == null || !viewer.isOperator()) {
            throw audit.notFound(viewer, KIND, id);
        }
        return point;
    }

    /** Makes one. */
    @Transactional
    public AccessPoint create(Viewer viewer, AccessPointDraft draft) {
        audit.require(viewer, Right.MANAGE_NAS, "access-point.create", KIND, draft.name());
        AccessPoint created = checked(draft, Ids.next(), Instant.now(), 1);
        try {
            store.insert(created);
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", created.name());
        }
        audit.done(viewer, "access-point.create", KIND, created.id(), null, null, created);
        return created;
    }

    /** Changes one; {@link Conflict} when somebody else did since that version. */
    @Transactional
    public AccessPoint update(Viewer viewer, UUID id, int version, AccessPointDraft draft) {
        AccessPoint before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_NAS, "access-point.update", KIND, id);
        AccessPoint after = checked(draft, id, before.createdAt(), version);
        try {
            if (!store.update(after)) {
                throw new Conflict(KIND, id);
            }
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", after.name());
        }
        audit.done(viewer, "access-point.update", KIND, id, null, before, after);
        return checked(draft, id, before.createdAt(), version + 1);
    }

    /** Removes one that no card signs on at. */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        AccessPoint before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_NAS, "access-point.delete", KIND, id);
        if (store.isUsed(id)) {
            throw Refused.field("", "access-point.used");
        }
        store.delete(id);
        audit.done(viewer, "access-point.delete", KIND, id, null, before, null);
    }

    private static AccessPoint checked(
            AccessPointDraft draft, UUID id, Instant createdAt, int version) {
        List<FieldError> errors = new ArrayList<>();
        String name = draft.name().strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            errors.add(FieldError.of("name", "access-point.name", draft.name()));
        }
        if (draft.pools().size() > POOLS_AT_MOST) {
            errors.add(FieldError.of("pools", "too.many", POOLS_AT_MOST));
        }
        List<Cidr> pools = new ArrayList<>();
        for (int i = 0; i < draft.pools().size(); i++) {
            String text = draft.pools().get(i).strip();
            int index = i;
            Cidr.parse(text)
                    .ifPresentOrElse(
                            pools::add,
                            () ->
                                    errors.add(
                                            FieldError.of(
                                                    "pools[" + index + "]", "network.bad", text)));
        }
        Integer timeout = draft.sessionTimeout();
        if (timeout != null && (timeout < 60 || timeout > 31_536_000)) {
            errors.add(FieldError.of("sessionTimeout", "number.range", 60, 31_536_000));
        }
        if (draft.interimInterval() < 60 || draft.interimInterval() > 86_400) {
            errors.add(FieldError.of("interimInterval", "number.range", 60, 86_400));
        }
        Refused.ifAny(errors);
        return new AccessPoint(
                id, name, List.copyOf(pools), timeout, draft.interimInterval(), createdAt, version);
    }
}
