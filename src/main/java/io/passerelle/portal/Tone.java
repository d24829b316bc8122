package io.passerelle.portal;

import java.util.Locale;

/** What a badge's colour says. The words in the badge always say it too. */
public enum Tone {
    /** Nothing to think about. */
    NEUTRAL,
    /** Something is going on and it is well. */
    GOOD,
    /** Worth a look; a request that waits for an answer. */
    WARN,
    /** Refused, failed, down. */
    BAD,
    /** A fact to tell apart from others. */
    INFO;

    /** The style class of the portal's style sheet. */
    String style() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
