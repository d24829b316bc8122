package io.passerelle.help;

import io.passerelle.accounts.Right;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A section of the guides.
 *
 * @param position its place among the others, smallest first
 * @param needs the right one must have to see it; null for everybody
 * @param organisationId it, what is below it and the operator see the section; null for all
 * @param version counts changes
 */
public record DocumentSection(
        UUID id,
        int position,
        String titleFr,
        String titleEn,
        String descriptionFr,
        String descriptionEn,
        @Nullable Right needs,
        @Nullable UUID organisationId,
        Instant createdAt,
        int version) {

    /** The title in the reader's language. */
    public String title(boolean french) {
        return french ? titleFr : titleEn;
    }

    /** The description in the reader's language; may be empty. */
    public String description(boolean french) {
        return french ? descriptionFr : descriptionEn;
    }
}
