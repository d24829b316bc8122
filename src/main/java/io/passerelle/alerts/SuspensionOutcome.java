package io.passerelle.alerts;

/** What came of a suspension a rule wants. In words: bundle keys {@code alerts.action.<name>}. */
public enum SuspensionOutcome {
    /** It is about to be asked for. */
    WANTED,
    /** Something is in its way that passes: it is asked for again. */
    DELAYED,
    /** It was asked of the mobile operator. */
    ASKED,
    /** The card is protected from being ended. */
    PROTECTED,
    /** The card is suspended. */
    ALREADY,
    /** The alert was closed, or its rule asked for something else, before it could be asked for. */
    DROPPED,
    /** Its rule no longer suspends: somebody took that off it, switched it off or removed it. */
    WITHDRAWN,
    /** It could not be asked for during days. */
    GIVEN_UP,
    /** The card's status does not allow it, or something else keeps it. */
    NOT_POSSIBLE
}
