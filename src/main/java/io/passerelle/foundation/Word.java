package io.passerelle.foundation;

/**
 * A value that a text names and that is itself a text, such as the name of a right: people read its
 * words, never its key.
 *
 * @param key the bundle key of those words
 */
public record Word(String key) {

    /** The words of a constant: the bundle key is the stem, a dot and the constant's name. */
    public static Word of(String stem, Enum<?> constant) {
        return new Word(stem + "." + constant.name());
    }
}
