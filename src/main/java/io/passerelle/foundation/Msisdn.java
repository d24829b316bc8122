package io.passerelle.foundation;

import java.util.Optional;
import java.util.regex.Pattern;

/** A telephone number in international form (ITU-T E.164): 5 to 15 digits without "+". */
public record Msisdn(String value) {

    private static final int LEAST = 5;
    private static final int MOST = 15;
    private static final Pattern SEPARATORS = Pattern.compile("[ .\\-]");
    private static final Pattern INTERNATIONAL = Pattern.compile("^(\\+|00)");

    /**
     * @throws IllegalArgumentException when the value is not 5 to 15 digits
     */
    public Msisdn {
        if (!Digits.areAll(value, LEAST, MOST)) {
            throw new IllegalArgumentException("not a telephone number: " + value);
        }
    }

    /**
     * Reads an international number; spaces, dots, dashes and a leading {@code +} or {@code 00} are
     * dropped. What then still starts with {@code 00} is no number: no country's code does (E.164).
     */
    public static Optional<Msisdn> parse(String text) {
        String digits = isPlain(text) ? text : plain(text);
        return isPlain(digits) ? Optional.of(new Msisdn(digits)) : Optional.empty();
    }

    private static boolean isPlain(String text) {
        return Digits.areAll(text, LEAST, MOST) && !text.startsWith("00");
    }

    private static String plain(String text) {
        String digits = SEPARATORS.matcher(text.strip()).replaceAll("");
        return INTERNATIONAL.matcher(digits).replaceFirst("");
    }

    @Override
    public String toString() {
        return value;
    }
}
