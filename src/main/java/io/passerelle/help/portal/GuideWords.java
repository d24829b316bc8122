package io.passerelle.help.portal;

import io.passerelle.help.Document;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;

/** Guides in words. */
final class GuideWords {

    private static final String STEM = "help.guide";

    private GuideWords() {}

    /** A language's own name; empty for none. */
    static String language(String language) {
        return language.isEmpty() ? "" : Texts.text(STEM + ".language." + language);
    }

    /** The edition, where there is one. */
    static String edition(String edition) {
        return edition.isEmpty() ? "" : Texts.text(STEM + ".edition", edition);
    }

    /** How many pages. */
    static String pages(int pages) {
        return Texts.text(STEM + ".pages", pages);
    }

    /** A size. */
    static String size(long bytes) {
        return Bytes.text(bytes);
    }

    /** What became of a guide. */
    static Cell state(Document document) {
        Tone tone =
                switch (document.state()) {
                    case PUBLISHED -> Tone.GOOD;
                    case EMPTY -> Tone.WARN;
                    case RETIRED -> Tone.NEUTRAL;
                };
        return Cell.badge(Texts.text(STEM + ".state", document.state()), tone);
    }
}
