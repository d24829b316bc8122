package io.passerelle.mail;

/** What became of a mail. */
public enum MailState {
    /** It is to be sent, or sent again after a failure that may pass. */
    WAITING,
    /** A mail server has taken it. */
    SENT,
    /** It lies in the built-in mailbox. */
    KEPT,
    /** The mail server will never take it, such as for an address that does not exist. */
    REFUSED,
    /** It was tried for as long as the settings say. */
    GIVEN_UP,
    /** The link in it had expired before anybody took it. */
    EXPIRED;

    /** Whether it failed for good, and may be tried again. */
    public boolean hasFailed() {
        return this == REFUSED || this == GIVEN_UP;
    }
}
