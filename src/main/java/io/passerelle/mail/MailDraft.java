package io.passerelle.mail;

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
 */
public record MailDraft(
        String purpose,
        @Nullable UUID accountId,
        String recipient,
        Locale locale,
        List<Object> arguments) {

    /** Copies the arguments. */
    public MailDraft {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        return "MailDraft[" + purpose + "]"; // never a link, nor whom it is for
    }
}
