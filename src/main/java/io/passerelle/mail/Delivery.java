package io.passerelle.mail;

/** How an attempt to deliver a mail ended. */
sealed interface Delivery {

    /** A mail server has taken it. */
    record Taken() implements Delivery {}

    /** It lies in the built-in mailbox. */
    record Kept() implements Delivery {}

    /** It did not work, and may later. */
    record Later(String reason) implements Delivery {}

    /** It will never work. */
    record Never(String reason) implements Delivery {}
}
