package io.passerelle.foundation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a SIM card (ITU-T E.118), digits only. The field holds 18 to 22 digits; older lists
 * have 13-digit SIM numbers that are no E.118 numbers, and they identify cards just as well.
 */
public record Iccid(String value) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{13,22}");

    /**
     * @throws IllegalArgumentException when the value is not 13 to 22 digits
     */
    public Iccid {
        if (!DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SIM number: " + value);
        }
    }

    /**
     * Reads a SIM number as people and modems write it: spaces, dashes and a trailing filler F are
     * dropped.
     */
    public static Optional<Iccid> parse(String text) {
        String digits = text.strip().replaceAll("[ \\-.]", "").replaceAll("[fF]$", "");
        return DIGITS.matcher(digits).matches() ? Optional.of(new Iccid(digits)) : Optional.empty();
    }

    /**
     * Whether the last digit is the Luhn check digit of the others: a warning when not, some lists
     * leave it out.
     */
    public boolean hasValidCheckDigit() {
        int sum = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(value.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
