package io.passerelle.mail;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.SettingsReader;
import java.net.InetAddress;
import java.time.Duration;

/**
 * How mails leave.
 *
 * @param host the mail server; empty keeps mails in the built-in mailbox
 * @param port 1 to 65535
 * @param user whom to sign on as; empty for nobody
 * @param password of that user
 * @param encryption how the connection to the server is protected
 * @param from the sender's address
 * @param patience how long a mail is tried, 1 minute to 30 days
 * @param portalUrl the portal's address as mails write it, without a slash at its end
 */
public record MailSettings(
        String host,
        int port,
        String user,
        String password,
        Encryption encryption,
        String from,
        Duration patience,
        String portalUrl) {

    /** How a connection to a mail server is protected. */
    public enum Encryption {
        /** Not at all: for a server on this machine. */
        NONE,
        /** STARTTLS (RFC 3207), which the server must offer. */
        STARTTLS,
        /** TLS from the first byte (RFC 8314). */
        TLS
    }

    /** Reads {@code passerelle.mail.*}. */
    public static MailSettings read(SettingsReader settings) {
        String from = settings.text("passerelle.mail.from", "passerelle@localhost");
        if (!MailAddresses.isOne(from)) {
            settings.refuse("passerelle.mail.from", "must be one mail address");
        }
        return new MailSettings(
                settings.text("passerelle.mail.host", ""),
                settings.integer("passerelle.mail.port", 587, 1, 65_535),
                settings.text("passerelle.mail.user", ""),
                settings.text("passerelle.mail.password", ""),
                settings.oneOf("passerelle.mail.encryption", Encryption.STARTTLS),
                from,
                settings.duration(
                        "passerelle.mail.patience",
                        Duration.ofDays(3),
                        Duration.ofMinutes(1),
                        Duration.ofDays(30)),
                settings.text("passerelle.portal.url", ownUrl(settings)));
    }

    /** The built-in mailbox, as when nothing is set. */
    public static MailSettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Whether mails stay in the built-in mailbox. */
    public boolean isMailbox() {
        return host.isEmpty();
    }

    private static String ownUrl(SettingsReader settings) {
        String text = settings.text("server.address", "127.0.0.1");
        String shown =
                Addresses.parse(text)
                        .filter(address -> !address.isAnyLocalAddress())
                        .map(MailSettings::literal)
                        .orElse("localhost");
        return "http://" + shown + ":" + settings.integer("server.port", 8080, 0, 65_535);
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    @Override
    public String toString() {
        return "MailSettings[" + (isMailbox() ? "mailbox" : host + ":" + port) + "]";
    }
}
