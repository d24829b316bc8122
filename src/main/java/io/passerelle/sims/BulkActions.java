package io.passerelle.sims;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the actions of {@link SimAction} can be done to many cards, and what files call them.
 */
public final class BulkActions {

    private static final Map<String, SimAction> WORDS =
            Map.ofEntries(
                    Map.entry("activer", SimAction.ACTIVATE),
                    Map.entry("activation", SimAction.ACTIVATE),
                    Map.entry("suspendre", SimAction.SUSPEND),
                    Map.entry("suspension", SimAction.SUSPEND),
                    Map.entry("reactiver", SimAction.REACTIVATE),
                    Map.entry("reactivation", SimAction.REACTIVATE),
                    Map.entry("resilier", SimAction.TERMINATE),
                    Map.entry("resiliation", SimAction.TERMINATE),
                    Map.entry("termination", SimAction.TERMINATE),
                    Map.entry("retirer", SimAction.WITHDRAW),
                    Map.entry("retrait", SimAction.WITHDRAW),
                    Map.entry("libelle", SimAction.LABEL),
                    Map.entry("groupe", SimAction.GROUP),
                    Map.entry("appareil", SimAction.DEVICE),
                    Map.entry("imei", SimAction.DEVICE),
                    Map.entry("proteger", SimAction.PROTECTION),
                    Map.entry("echeance", SimAction.EXPIRY),
                    Map.entry("etiquettes", SimAction.TAGS),
                    Map.entry("etiquette", SimAction.TAGS),
                    Map.entry("tag", SimAction.TAGS));

    private BulkActions() {}

    /** Whether it can be done to many cards: what needs more of each card than a word cannot. */
    public static boolean isOne(SimAction action) {
        return switch (action) {
            case ACTIVATE, SUSPEND, REACTIVATE, TERMINATE, WITHDRAW, LABEL, GROUP -> true;
            default -> GuardParameter.isOf(action);
        };
    }

    /** All of them, in the order of the menus. */
    public static List<SimAction> all() {
        return Arrays.stream(SimAction.values()).filter(BulkActions::isOne).toList();
    }

    /** Whether it needs a parameter. */
    public static boolean needsParameter(SimAction action) {
        return action == SimAction.LABEL
                || action == SimAction.GROUP
                || GuardParameter.isOf(action);
    }

    /** The action a file names, in English or French; case, accents and signs do not count. */
    static Optional<SimAction> named(String word) {
        String plain = SimColumn.plain(word);
        return all().stream()
                .filter(action -> SimColumn.plain(action.name()).equals(plain))
                .findFirst()
                .or(() -> Optional.ofNullable(WORDS.get(plain)));
    }
}
