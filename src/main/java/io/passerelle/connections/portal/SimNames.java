package io.passerelle.connections.portal;

import io.passerelle.portal.Kit;
import io.passerelle.sims.GroupDirectory;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimDirectory;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What SIM cards and groups are called, for those who may see them. */
@Component
class SimNames {

    private final SimDirectory sims;
    private final GroupDirectory groups;

    SimNames(SimDirectory sims, GroupDirectory groups) {
        this.sims = sims;
        this.groups = groups;
    }

    /** What a chip says of a card that a link names. */
    String simLabel(Kit kit, String id) {
        return named(
                id,
                uuid ->
                        sims.byId(uuid)
                                .filter(sim -> kit.viewer().sees(sim.organisationId()))
                                .map(KnownSim::iccid));
    }

    /** What a chip says of a group that a link names. */
    String groupLabel(Kit kit, String id) {
        return named(id, uuid -> group(kit, uuid));
    }

    /** A group's name; empty for none. */
    String group(Kit kit, @Nullable UUID id, String none) {
        return id == null ? none : group(kit, id).orElse(none);
    }

    private Optional<String> group(Kit kit, UUID id) {
        return groups.byId(id)
                .filter(group -> kit.viewer().sees(group.organisationId()))
                .map(KnownGroup::name);
    }

    private static String named(String id, Function<UUID, Optional<String>> name) {
        try {
            return name.apply(UUID.fromString(id)).orElse(id);
        } catch (IllegalArgumentException anybodyCanTypeAnAddress) {
            return id;
        }
    }
}
