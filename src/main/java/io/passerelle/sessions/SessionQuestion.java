package io.passerelle.sessions;

import io.passerelle.sessions.store.SessionLookups;
import java.net.InetAddress;
import java.util.List;
import java.util.UUID;

/** What may be asked about a session somebody else knows. */
sealed interface SessionQuestion {

    /** Who is at an address? */
    record AtAddress(InetAddress address) implements SessionQuestion {}

    /** Which session does a network access server call so? */
    record Named(UUID nasId, String acctSessionId, UUID simId) implements SessionQuestion {}

    /** What is known of a session? */
    record OfId(UUID id) implements SessionQuestion {}

    /** The addresses among them. */
    static List<InetAddress> addresses(List<SessionQuestion> questions) {
        return questions.stream()
                .filter(AtAddress.class::isInstance)
                .map(question -> ((AtAddress) question).address())
                .toList();
    }

    /** The names among them. */
    static List<SessionLookups.Name> names(List<SessionQuestion> questions) {
        return questions.stream()
                .filter(Named.class::isInstance)
                .map(Named.class::cast)
                .map(n -> new SessionLookups.Name(n.nasId, n.acctSessionId, n.simId))
                .toList();
    }

    /** The identifiers among them. */
    static List<UUID> ids(List<SessionQuestion> questions) {
        return questions.stream()
                .filter(OfId.class::isInstance)
                .map(question -> ((OfId) question).id())
                .toList();
    }
}
