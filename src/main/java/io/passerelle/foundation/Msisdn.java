package io.passerelle.foundation;

import java.util.Optional;
import java.util.regex.Pattern;

/** A telephone number in international form (ITU-T E.164): 5 to 15 digits without "+". */
public record Msisdn(String value) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{5,15}");

    /**
     * @throws IllegalArgumentException when the value is not 5 to 15 digits
     */
    public Msisdn {
        if (!DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("not a telephone number: " + value);
        }
    }

    /**
     * Reads an international number; spaces, dots, dashes and a leading {@code +} or {@code 00} are
     * dropped.
     */
    public static Optional<Msisdn> parse(String text) {
        String digits = text.strip().replaceAll("[ .\\-]", "").replaceFirst("^(\\+|00)", "");
        return DIGITS.matcher(digits).matches()
                ? Optional.of(new Msisdn(digits))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
