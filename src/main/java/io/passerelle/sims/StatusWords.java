package io.passerelle.sims;

import java.util.Map;
import java.util.Optional;

/**
 * The statuses a file may give a card, as the API, the English and the French portal write them.
 * Steps that wait for a mobile operator are not among them: no request stands behind an imported
 * card.
 */
final class StatusWords {

    private static final Map<String, SimStatus> WORDS =
            Map.ofEntries(
                    Map.entry("ordered", SimStatus.ORDERED),
                    Map.entry("commandee", SimStatus.ORDERED),
                    Map.entry("activatable", SimStatus.ACTIVATABLE),
                    Map.entry("activable", SimStatus.ACTIVATABLE),
                    Map.entry("active", SimStatus.ACTIVE),
                    Map.entry("activee", SimStatus.ACTIVE),
                    Map.entry("suspended", SimStatus.SUSPENDED),
                    Map.entry("suspendue", SimStatus.SUSPENDED),
                    Map.entry("terminated", SimStatus.TERMINATED),
                    Map.entry("resiliee", SimStatus.TERMINATED));

    private StatusWords() {}

    static Optional<SimStatus> status(String text) {
        return Optional.ofNullable(WORDS.get(SimColumn.plain(text)));
    }
}
