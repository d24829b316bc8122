package io.passerelle.routing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A destination as somebody typed it; nothing of it has been judged yet.
 *
 * @param linkId the egress link it is to be pinned to; null for none
 */
public record DestinationDraft(
        String host, int port, int priority, int share, @Nullable UUID linkId) {

    /** One that is pinned to no link. */
    public DestinationDraft(String host, int port, int priority, int share) {
        this(host, port, priority, share, null);
    }
}
