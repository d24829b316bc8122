package io.passerelle.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to write.
 *
 * @param purpose which mail: bundle keys {@code mail.<purpose>.subject} and {@code .body}
 * @param accountId whom it is about; null for nobody
 * @param recipient one mail address
 * @param locale in which language
 * @param arguments what the texts name; may hold secrets
 * @param replyTo where an answer goes; empty for back to the sender
 * @param until when it is of no use any more; null for never
 */
public record MailDraft(
        String purpose,
        @Nullable UUID accountId,
        String recipient,
        Locale locale,
        List<Object> arguments,
        String replyTo,
        @Nullable Instant until) {

    /** Copies the arguments. */
    public MailDraft {
        arguments = List.copyOf(arguments);
    }

    /** One that is of use whenever it arrives, and whose answer goes back to the sender. */
    public MailDraft(
            String purpose,
            @Nullable UUID accountId,
            String recipient,
            Locale locale,
            List<Object> arguments) {
        this(purpose, accountId, recipient, locale, arguments, "", null);
    }

    /** One that is of use whenever it arrives. */
    public MailDraft(
            String purpose,
            @Nullable UUID accountId,
            String recipient,
            Locale locale,
            List<Object> arguments,
            String replyTo) {
        this(purpose, accountId, recipient, locale, arguments, replyTo, null);
    }

    /** One that is of no use after a moment. */
    public MailDraft(
            String purpose,
            @Nullable UUID accountId,
            String recipient,
            Locale locale,
            List<Object> arguments,
            Instant until) {
        this(purpose, accountId, recipient, locale, arguments, "", until);
    }

    @Override
    public String toString() {
        return "MailDraft[" + purpose + "]"; // never a link, nor whom it is for
    }
}
