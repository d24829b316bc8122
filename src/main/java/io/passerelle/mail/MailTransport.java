package io.passerelle.mail;

/** Where mails go. */
interface MailTransport {

    /**
     * Delivers a mail; whatever fails is told, never thrown.
     *
     * @param text its text in clear
     */
    Delivery deliver(Mail mail, String text);
}
