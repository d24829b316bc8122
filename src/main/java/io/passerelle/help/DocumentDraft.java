package io.passerelle.help;

import java.util.UUID;

/** What is asked of a {@link Document}, but for its file. */
public record DocumentDraft(
        UUID sectionId, int position, String title, String language, String edition) {}
