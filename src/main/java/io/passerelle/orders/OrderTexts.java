package io.passerelle.orders;

import io.passerelle.foundation.FieldError;
import java.util.List;

/** What holds of every text somebody types in an order. */
final class OrderTexts {

    private OrderTexts() {}

    /** A text that must be there. */
    static String needed(String field, String text, int atMost, List<FieldError> errors) {
        if (text.isBlank()) {
            errors.add(FieldError.of(field, "required"));
        }
        return line(field, text, atMost, errors);
    }

    /** A text of one line. */
    static String line(String field, String text, int atMost, List<FieldError> errors) {
        String plain = text.strip();
        if (plain.length() > atMost) {
            errors.add(FieldError.of(field, "too.long", atMost));
        } else if (plain.chars().anyMatch(Character::isISOControl)) {
            errors.add(FieldError.of(field, "text.control"));
        }
        return plain;
    }

    /** A text of several lines, each without spaces around it; empty ones are left out. */
    static String lines(String field, String text, int atMost, List<FieldError> errors) {
        String plain =
                String.join(
                        "\n",
                        text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
        if (plain.length() > atMost) {
            errors.add(FieldError.of(field, "too.long", atMost));
        } else if (plain.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
            errors.add(FieldError.of(field, "text.control"));
        }
        return plain;
    }
}
