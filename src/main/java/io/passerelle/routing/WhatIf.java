package io.passerelle.routing;

import io.passerelle.foundation.HostPort;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to assume in an {@link Explanation}.
 *
 * @param draft the route as it would be if this were saved; null for the one in force
 * @param dead servers that are taken to be down
 */
public record WhatIf(@Nullable RouteDraft draft, Set<HostPort> dead) {

    /** Everything as it is. */
    public static final WhatIf NOTHING = new WhatIf(null, Set.of());

    /** Copies. */
    public WhatIf {
        dead = Set.copyOf(dead);
    }

    /** If this draft were saved. */
    public static WhatIf saved(RouteDraft draft) {
        return new WhatIf(draft, Set.of());
    }

    /** If these servers died. */
    public static WhatIf dead(Set<HostPort> servers) {
        return new WhatIf(null, servers);
    }
}
