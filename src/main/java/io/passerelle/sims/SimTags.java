package io.passerelle.sims;

import io.passerelle.foundation.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Words people put on cards to find them again (M2M-11); case counts, order does not. */
public final class SimTags {

    /** Tags of one card. */
    public static final int AT_MOST = 20;

    /** Characters of one tag. */
    public static final int LONGEST = 40;

    private SimTags() {}

    /** The tags in one cell of a file: separated by commas, semicolons or bars. */
    static List<String> split(String cell) {
        return clean(Arrays.asList(cell.split("[,;|]")));
    }

    /** Without blanks around, empty ones and repetitions. */
    static List<String> clean(Collection<String> typed) {
        List<String> tags = new ArrayList<>();
        for (String tag : typed) {
            String word = tag.strip();
            if (!word.isEmpty() && !tags.contains(word)) {
                tags.add(word);
            }
        }
        return List.copyOf(tags);
    }

    /** What is wrong with them; empty when nothing is. */
    static Optional<FieldError> mistake(String field, List<String> tags) {
        if (tags.size() > AT_MOST) {
            return Optional.of(FieldError.of(field, "sim.tags.many", AT_MOST));
        }
        for (String tag : tags) {
            if (tag.length() > LONGEST) {
                return Optional.of(FieldError.of(field, "sim.tag.long", LONGEST));
            }
            // what separates them in files, what a spreadsheet would run, what nobody can read
            if (tag.chars().anyMatch(c -> Character.isISOControl(c) || ",;|\"".indexOf(c) >= 0)
                    || "=+-@".indexOf(tag.charAt(0)) >= 0) {
                return Optional.of(FieldError.of(field, "sim.tag.bad", tag));
            }
        }
        return Optional.empty();
    }
}
