package io.passerelle.accounts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All organisations at one moment; never changes. */
public final class OrganisationTree {

    private static final int DEEPEST = 64;

    private final Map<UUID, Organisation> byId;
    private final Map<UUID, List<UUID>> children;

    /** Builds the tree of these organisations. */
    public OrganisationTree(Collection<Organisation> organisations) {
        Map<UUID, Organisation> ids = new HashMap<>();
        Map<UUID, List<UUID>> below = new HashMap<>();
        for (Organisation organisation : organisations) {
            ids.put(organisation.id(), organisation);
            if (organisation.parentId() != null) {
                below.computeIfAbsent(organisation.parentId(), ignored -> new ArrayList<>())
                        .add(organisation.id());
            }
        }
        this.byId = Map.copyOf(ids);
        this.children = Map.copyOf(below);
    }

    /** The organisation of that id. */
    public Optional<Organisation> byId(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The root; empty before the first start has made one. */
    public Optional<Organisation> operator() {
        return byId.values().stream().filter(o -> o.kind() == OrganisationKind.OPERATOR).findAny();
    }

    /** The organisation itself and everything below it. */
    public Set<UUID> below(UUID id) {
        Set<UUID> found = new HashSet<>();
        Deque<UUID> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            UUID next = open.pop();
            if (found.add(next)) {
                open.addAll(children.getOrDefault(next, List.of()));
            }
        }
        return found;
    }

    /** The organisation itself, what it stands below, and so on to the root. */
    public List<Organisation> upwards(UUID id) {
        List<Organisation> path = new ArrayList<>();
        @Nullable Organisation next = byId.get(id);
        while (next != null && path.size() < DEEPEST) {
            path.add(next);
            next = next.parentId() == null ? null : byId.get(next.parentId());
        }
        return path;
    }

    /** Whether it and everything above it are enabled: a disabled reseller stops its customers. */
    public boolean isEnabled(UUID id) {
        @Nullable Organisation next = byId.get(id);
        boolean enabled = next != null;
        for (int level = 0; next != null && enabled && level < DEEPEST; level++) {
            enabled = next.enabled();
            next = next.parentId() == null ? null : byId.get(next.parentId());
        }
        return enabled;
    }

    /** Those that are enabled, with everything above them; the caller's to change. */
    public Set<UUID> enabled() {
        Set<UUID> enabled = new HashSet<>();
        for (UUID id : byId.keySet()) {
            if (isEnabled(id)) {
                enabled.add(id);
            }
        }
        return enabled;
    }

    /** Its name; empty when there is no such organisation. */
    public String name(UUID id) {
        Organisation organisation = byId.get(id);
        return organisation == null ? "" : organisation.name();
    }

    /** All of them, in no order. */
    public Collection<Organisation> all() {
        return byId.values();
    }
}
