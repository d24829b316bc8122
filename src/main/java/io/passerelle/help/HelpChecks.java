package io.passerelle.help;

import io.passerelle.foundation.FieldError;
import io.passerelle.mail.MailAddresses;
import java.util.List;

/** What fields of guides and of the support may hold. */
final class HelpChecks {

    private static final int POSITION_AT_MOST = 9_999;

    private HelpChecks() {}

    /** One line of text. */
    static void line(
            List<FieldError> errors, String field, String text, int most, boolean required) {
        text(errors, field, text, most, required);
        if (text.chars().anyMatch(Character::isISOControl)) {
            errors.add(FieldError.of(field, "text.control"));
        }
    }

    /** Lines of text. */
    static void lines(List<FieldError> errors, String field, String text, int most) {
        text(errors, field, text, most, true);
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)) {
            errors.add(FieldError.of(field, "text.control"));
        }
    }

    private static void text(
            List<FieldError> errors, String field, String text, int most, boolean required) {
        if (required && text.isBlank()) {
            errors.add(FieldError.of(field, "required"));
        } else if (text.length() > most) {
            errors.add(FieldError.of(field, "too.long", most));
        }
    }

    /** A place among others. */
    static void position(List<FieldError> errors, int position) {
        if (position < 0 || position > POSITION_AT_MOST) {
            errors.add(FieldError.of("position", "number.range", 0, POSITION_AT_MOST));
        }
    }

    /** A mail address; it may be empty. */
    static void email(List<FieldError> errors, String field, String address) {
        if (!address.isEmpty() && !MailAddresses.isOne(address)) {
            errors.add(FieldError.of(field, "mail.address"));
        }
    }
}
