package io.passerelle.alerts;

/** What came of a suspension a rule wants. In words: bundle keys {@code alerts.action.<name>}. */
public enum SuspensionOutcome {
    /** It is about to be asked for. */
    WANTED,
    /** It was asked of the mobile operator. */
    ASKED,
    /** The card is protected from being ended. */
    PROTECTED,
    /** The card's status does not allow it, or something else keeps it. */
    NOT_POSSIBLE
}
