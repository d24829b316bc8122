package io.passerelle.help;

import io.passerelle.accounts.Right;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of a {@link DocumentSection}. */
public record DocumentSectionDraft(
        int position,
        String titleFr,
        String titleEn,
        String descriptionFr,
        String descriptionEn,
        @Nullable Right needs,
        @Nullable UUID organisationId) {}
