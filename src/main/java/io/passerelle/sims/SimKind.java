package io.passerelle.sims;

import io.passerelle.sims.wire.Fields;
import java.util.Optional;
import java.util.Set;

/** By whose access point a card reaches its servers (M2M-46). */
public enum SimKind {
    /** By the platform's: it signs on here, and its connections are carried by its routes. */
    PRIVATE(Set.of("private", "prive", "privee", "apnprive", "privateapn", "gateway")),
    /**
     * By the mobile operator's, straight to the Internet: no sign-on, session or route here. What
     * it carries is known from the mobile operator's invoice records only.
     */
    PUBLIC(
            Set.of(
                    "public",
                    "publique",
                    "apnpublic",
                    "publicapn",
                    "internet",
                    "internetdirect",
                    "directinternet"));

    private final Set<String> words;

    SimKind(Set<String> words) {
        this.words = words;
    }

    /** As a file says it, in English or French. */
    static Optional<SimKind> named(String text) {
        String plain = Fields.plain(text);
        for (SimKind kind : values()) {
            if (kind.words.contains(plain)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether sign-ons, sessions, routes and addresses mean anything for such a card. */
    public boolean passesHere() {
        return this == PRIVATE;
    }
}
