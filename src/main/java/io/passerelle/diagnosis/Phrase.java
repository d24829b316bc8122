package io.passerelle.diagnosis;

import java.util.List;

/**
 * Something to be said in the reader's language: a bundle key and the values it names, which may be
 * phrases themselves, moments, durations or {@link Amount amounts of data}.
 */
public record Phrase(String key, List<Object> arguments) {

    /** Nothing. */
    public static final Phrase NONE = new Phrase("", List.of());

    /** Copies. */
    public Phrase {
        arguments = List.copyOf(arguments);
    }

    /** A phrase with the values its text names. */
    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    /** The text of a constant: the bundle key is the stem, a dot and the constant's name. */
    public static Phrase of(String stem, Enum<?> constant) {
        return new Phrase(stem + "." + constant.name(), List.of());
    }

    /** Words that are nobody's language, such as a name or an address. */
    public static Phrase plain(Object words) {
        return new Phrase("", List.of(words));
    }

    /** Several, one after the other; what says nothing is left out. */
    public static Phrase joined(Phrase... parts) {
        return new Phrase("", List.of((Object[]) parts));
    }

    /** An amount of data. */
    public record Amount(long bytes) {}
}
