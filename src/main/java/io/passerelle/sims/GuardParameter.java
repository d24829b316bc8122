package io.passerelle.sims;

import io.passerelle.foundation.Imei;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.SimGuards.Expiry;
import io.passerelle.sims.SimGuards.ExpiryAction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What guards and tags cards are to have, as files, the API and forms write it in one text
 * (M2M-11). Words in English or French; case, accents and signs do not count. Nothing at all is
 * refused: a forgotten cell must not lift a guard.
 */
public sealed interface GuardParameter {

    /** The word that takes something away. */
    String NONE = "none";

    /** The word for the device a card was last seen in. */
    String SEEN = "seen";

    /** The words that switch. */
    String ON = "on";

    String OFF = "off";

    /**
     * {@code none}, {@code seen}, or the number of a device.
     *
     * @param imei null for none
     * @param seen each card's own, as the network told it last
     */
    record Device(@Nullable String imei, boolean seen) implements GuardParameter {}

    /** {@code on} or {@code off}. */
    record Protection(boolean on) implements GuardParameter {}

    /**
     * {@code none}, or a day or moment and what happens then, such as {@code 2027-01-31 suspend};
     * to suspend when nothing is said.
     *
     * @param day at its beginning where the person lives; null when a moment is given, or none
     * @param at null when a day is given, or none
     */
    record Date(@Nullable LocalDate day, @Nullable Instant at, ExpiryAction action)
            implements GuardParameter {

        /** What is kept. */
        Expiry in(ZoneId zone) {
            return new Expiry(day == null ? at : day.atStartOfDay(zone).toInstant(), action);
        }
    }

    /** Tags separated by commas, semicolons or bars; those behind a minus are taken away. */
    record Tags(List<String> add, List<String> remove) implements GuardParameter {}

    /** Whether an action has such a parameter. */
    static boolean isOf(SimAction action) {
        return switch (action) {
            case DEVICE, PROTECTION, EXPIRY, TAGS -> true;
            default -> false;
        };
    }

    /**
     * Reads a parameter.
     *
     * @throws Refused when it is none of this action
     */
    static GuardParameter read(SimAction action, String text) {
        if (text.isBlank()) {
            throw Refused.field("parameter", "required");
        }
        return switch (action) {
            case DEVICE -> Reading.device(text);
            case PROTECTION -> Reading.protection(text);
            case EXPIRY -> Reading.date(text.strip());
            case TAGS -> Reading.tags(text);
            default -> throw new IllegalArgumentException("no guard: " + action);
        };
    }

    /** How each is read. */
    final class Reading {

        private static final Set<String> NONE_WORDS =
                Set.of(NONE, "aucun", "aucune", "never", "jamais", OFF, "non", "no");
        private static final Set<String> SEEN_WORDS = Set.of(SEEN, "vu");
        private static final Set<String> ON_WORDS = Set.of(ON, "yes", "oui", "true", "vrai", "1");
        private static final Set<String> OFF_WORDS =
                Set.of(OFF, "no", "non", "false", "faux", "0", NONE, "aucune");
        private static final int SHOWN_AT_MOST = 60;

        private Reading() {}

        private static Device device(String text) {
            String word = SimColumn.plain(text);
            if (NONE_WORDS.contains(word)) {
                return new Device(null, false);
            }
            if (SEEN_WORDS.contains(word)) {
                return new Device(null, true);
            }
            String imei =
                    Imei.parse(text)
                            .map(Imei::value)
                            .orElseThrow(() -> Refused.field("parameter", "imei.bad", shown(text)));
            return new Device(imei, false);
        }

        private static Protection protection(String text) {
            String word = SimColumn.plain(text);
            if (!ON_WORDS.contains(word) && !OFF_WORDS.contains(word)) {
                throw Refused.field("parameter", "bulk.switch", shown(text));
            }
            return new Protection(ON_WORDS.contains(word));
        }

        private static Date date(String text) {
            if (NONE_WORDS.contains(SimColumn.plain(text))) {
                return new Date(null, null, ExpiryAction.SUSPEND);
            }
            String[] words = text.split("\\s+", 2);
            ExpiryAction action = words.length == 1 ? ExpiryAction.SUSPEND : action(words[1], text);
            try {
                return words[0].indexOf('T') < 0
                        ? new Date(LocalDate.parse(words[0]), null, action)
                        : new Date(null, Instant.parse(words[0]), action);
            } catch (DateTimeException e) {
                throw Refused.field("parameter", "bulk.date", shown(text));
            }
        }

        private static ExpiryAction action(String word, String text) {
            return BulkActions.named(word)
                    .filter(action -> action == SimAction.SUSPEND || action == SimAction.TERMINATE)
                    .map(action -> ExpiryAction.valueOf(action.name()))
                    .orElseThrow(() -> Refused.field("parameter", "bulk.date", shown(text)));
        }

        private static Tags tags(String text) {
            List<String> add = new ArrayList<>();
            List<String> remove = new ArrayList<>();
            for (String tag : SimTags.split(text)) {
                boolean minus = tag.startsWith("-");
                String plain = minus || tag.startsWith("+") ? tag.substring(1).strip() : tag;
                if (plain.isEmpty()) {
                    throw Refused.field("parameter", "sim.tag.bad", tag);
                }
                (minus ? remove : add).add(plain);
            }
            if (add.isEmpty() && remove.isEmpty()) {
                throw Refused.field("parameter", "required");
            }
            SimTags.mistake("parameter", add)
                    .ifPresent(error -> {
                        throw Refused.of(List.of(error));
                    });
            return new Tags(SimTags.clean(add), SimTags.clean(remove));
        }

        private static String shown(String text) {
            return text.length() > SHOWN_AT_MOST ? text.substring(0, SHOWN_AT_MOST) + "…" : text;
        }
    }

    /** The same as a text that {@link #read} understands. */
    static String text(@Nullable LocalDate day, ExpiryAction action) {
        return day == null ? NONE : day + " " + action.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The same as a text that {@link #read} understands.
     *
     * @throws Refused when one to add is no tag and would be read as two, or as one to take away
     */
    static String text(Collection<String> add, Iterable<String> remove) {
        List<String> words = new ArrayList<>(SimTags.clean(add));
        SimTags.mistake("add", words)
                .ifPresent(error -> {
                    throw Refused.of(List.of(error));
                });
        remove.forEach(tag -> words.add("-" + tag));
        return String.join(", ", words);
    }
}
