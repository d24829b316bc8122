package io.passerelle.sims.portal;

import io.passerelle.portal.Texts;
import io.passerelle.sims.KnownGroup;

/** How groups are called. */
final class GroupWords {

    private GroupWords() {}

    /** The name, and that it is the default one unless it says so itself. */
    static String name(KnownGroup group) {
        String word = Texts.text("sims.group.default");
        return group.isDefault() && !group.name().equalsIgnoreCase(word)
                ? group.name() + " (" + word + ")"
                : group.name();
    }
}
