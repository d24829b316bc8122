package io.passerelle.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Gives mails to a mail server (RFC 5321). The server is believed what it says: 5xx to a recipient
 * or a message is for good, all else may pass, a password it does not take included, since that is
 * ours to mend.
 */
final class SmtpTransport implements MailTransport {

    private static final String PATIENCE_MILLIS = "20000";
    private static final int REASON_AT_MOST = 300;

    private final MailSettings settings;
    private final Session session;

    SmtpTransport(MailSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(MailSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.auth", String.valueOf(!settings.user().isEmpty()));
        properties.setProperty("mail.smtp.allowutf8", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.encryption()) {
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        return properties;
    }

    @Override
    public Delivery deliver(Mail mail, String text) {
        try {
            send(mail, message(mail, text));
            return new Delivery.Taken();
        } catch (AddressException e) {
            return new Delivery.Never(reason(e));
        } catch (MessagingException e) {
            return isForGood(e) ? new Delivery.Never(reason(e)) : new Delivery.Later(reason(e));
        }
    }

    private void send(Mail mail, MimeMessage message) throws MessagingException {
        Transport transport = session.getTransport();
        try {
            transport.connect(
                    settings.host(),
                    settings.port(),
                    settings.user().isEmpty() ? null : settings.user(),
                    settings.user().isEmpty() ? null : settings.password());
            transport.sendMessage(
                    message, new Address[] {new InternetAddress(mail.recipient(), true)});
        } finally {
            leave(transport);
        }
    }

    /** How a server parts changes nothing of what it said: a mail it took must not go again. */
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // the connection is closed all the same
        }
    }

    private MimeMessage message(Mail mail, String text) throws MessagingException {
        MimeMessage message = new Identified(session, mail, settings.from());
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        if (!mail.replyTo().isEmpty()) {
            message.setReplyTo(new Address[] {new InternetAddress(mail.replyTo(), true)});
        }
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.createdAt()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody is on holiday
        message.saveChanges();
        return message;
    }

    private static boolean isForGood(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException; ) {
            int code =
                    switch (e) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSendFailedException message -> message.getReturnCode();
                        default -> 0;
                    };
            if (code >= 550 && code <= 559) {
                return true;
            }
            e = ((MessagingException) e).getNextException();
        }
        return false;
    }

    private static String reason(MessagingException failure) {
        Exception told = failure;
        for (Exception e = failure; e instanceof MessagingException m; e = m.getNextException()) {
            told = e;
        }
        String text = Objects.requireNonNullElse(told.getMessage(), told.getClass().getName());
        String line = text.strip().replaceAll("[\\p{Cntrl}]+", " ");
        return line.length() <= REASON_AT_MOST ? line : line.substring(0, REASON_AT_MOST);
    }

    /** The same mail tried twice has the same Message-ID: whoever got both shows one. */
    private static final class Identified extends MimeMessage {

        private final String messageId;

        Identified(Session session, Mail mail, String from) {
            super(session);
            this.messageId = "<" + mail.id() + from.substring(from.lastIndexOf('@')) + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
