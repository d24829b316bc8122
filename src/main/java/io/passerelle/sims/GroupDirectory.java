package io.passerelle.sims;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.sims.store.SimGroupStore;
import io.passerelle.store.ChangeFeed;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Every group, in memory. */
@Component
public final class GroupDirectory {

    private volatile Map<UUID, KnownGroup> groups = Map.of();

    GroupDirectory(SimGroupStore store, ChangeFeed feed, LiveTopics topics) {
        feed.on(
                "sim_group",
                () -> {
                    groups = store.all();
                    topics.topic("groups").changed();
                });
    }

    /** The group of that id. */
    public Optional<KnownGroup> byId(UUID id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** All of them, by id. */
    public Map<UUID, KnownGroup> all() {
        return groups;
    }
}
