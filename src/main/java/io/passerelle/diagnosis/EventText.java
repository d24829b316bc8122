package io.passerelle.diagnosis;

/**
 * An event in words.
 *
 * @param what what happened, in one short sentence
 * @param detail what else is known of it; may say nothing
 * @param link the portal's page about it; empty for none
 */
public record EventText(Mood mood, Phrase what, Phrase detail, String link) {

    /** What it means for the terminal. */
    public enum Mood {
        /** As it should be. */
        GOOD,
        /** Neither good nor bad. */
        PLAIN,
        /** Worth a look. */
        CAUTION,
        /** The terminal did not get what it wanted. */
        BAD
    }
}
