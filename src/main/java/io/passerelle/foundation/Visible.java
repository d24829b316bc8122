package io.passerelle.foundation;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose objects somebody may see (ACC-1). */
public sealed interface Visible {

    /** Everything there is: the operator. */
    record Everything() implements Visible {}

    /** What belongs to these organisations. */
    record Organisations(Set<UUID> ids) implements Visible {
        /** Copies, so that nobody sees more later. */
        public Organisations {
            ids = Set.copyOf(ids);
        }
    }

    /**
     * Whether an object of that organisation is seen; one that belongs to nobody is seen by the
     * operator alone.
     */
    default boolean includes(@Nullable UUID organisation) {
        return switch (this) {
            case Everything ignored -> true;
            case Organisations(Set<UUID> ids) -> organisation != null && ids.contains(organisation);
        };
    }
}
