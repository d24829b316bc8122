package io.passerelle.sims;

import io.passerelle.accounts.Viewer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the network side knows of cards and does with them; the module of sessions brings it. */
public interface CardSessions {

    /**
     * Asks the network to end the open sessions of a card (RFC 5176).
     *
     * @return how many it was asked for; 0 when none is open
     */
    int disconnect(Viewer viewer, UUID simId);

    /**
     * What the network was asked about a card's sessions in a time, and what it answered, oldest
     * first; 20 at most.
     */
    List<NetworkOrder> orders(UUID simId, Instant since, Instant until);

    /** The device the network last saw the card in, as it wrote it; empty when it never told. */
    Optional<String> lastDevice(UUID simId);

    /** The same for many cards; of those the network told something. */
    Map<UUID, String> lastDevices(Collection<UUID> simIds);

    /**
     * One thing the network was asked.
     *
     * @param kind such as {@code DISCONNECT}
     * @param askedBy who; empty when the card's own status, group or guards did
     * @param state such as {@code ACK}
     * @param errorCause why the network will not (RFC 5176 section 3.5), number and name; null for
     *     none
     */
    record NetworkOrder(
            UUID sessionId,
            String kind,
            String askedBy,
            Instant askedAt,
            String state,
            @Nullable String errorCause,
            @Nullable Instant answeredAt) {}
}
