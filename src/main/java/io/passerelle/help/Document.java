package io.passerelle.help;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A guide.
 *
 * @param position its place in its section, smallest first
 * @param language {@code fr}, {@code en}, or empty for readers of every language
 * @param edition the version as its authors call it; may be empty
 * @param content the file that is read now; null before the first one
 * @param retiredAt since when readers do not see it; null when they do
 * @param version counts changes
 */
public record Document(
        UUID id,
        UUID sectionId,
        int position,
        String title,
        String language,
        String edition,
        @Nullable DocumentContent content,
        @Nullable Instant retiredAt,
        Instant createdAt,
        int version) {

    /** What became of a guide. */
    public enum State {
        /** Readers see it. */
        PUBLISHED,
        /** It has no file yet. */
        EMPTY,
        /** It was taken away from readers and can be given back. */
        RETIRED
    }

    /** What became of it. */
    public State state() {
        if (retiredAt != null) {
            return State.RETIRED;
        }
        return content == null ? State.EMPTY : State.PUBLISHED;
    }
}
