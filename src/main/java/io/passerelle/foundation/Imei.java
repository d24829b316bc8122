package io.passerelle.foundation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A device's number (3GPP TS 23.003 section 6.2): type allocation code and serial number, 14
 * digits. The check digit of an IMEI follows from them, and the software version of an IMEISV
 * changes with each update, so that neither belongs to the device's identity.
 */
public record Imei(String value) {

    private static final int LENGTH = 14;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{14}");
    private static final Pattern TYPED = Pattern.compile("[0-9]{14,16}");

    /**
     * @throws IllegalArgumentException when the value is not 14 digits
     */
    public Imei {
        if (!DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("not the number of a device");
        }
    }

    /**
     * Reads 14 digits, an IMEI (15, whose last must be the right check digit) or an IMEISV (16), as
     * people write them: spaces, dashes and slashes are dropped.
     */
    public static Optional<Imei> parse(String text) {
        String digits = text.strip().replaceAll("[ \\-/.]", "");
        if (!TYPED.matcher(digits).matches()) {
            return Optional.empty();
        }
        Imei imei = new Imei(digits.substring(0, LENGTH));
        boolean wrong = digits.length() == LENGTH + 1 && !imei.full().equals(digits);
        return wrong ? Optional.empty() : Optional.of(imei);
    }

    /**
     * Reads what a network tells, 14 to 16 digits. What follows the 14 of the device is passed
     * over: where people have the check digit, mobiles send a spare 0 (TS 23.003 section 6.2.1).
     */
    public static Optional<Imei> told(String digits) {
        return TYPED.matcher(digits).matches()
                ? Optional.of(new Imei(digits.substring(0, LENGTH)))
                : Optional.empty();
    }

    /** With its check digit, as devices show it: 15 digits. */
    public String full() {
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = value.charAt(i) - '0';
            int weighed = i % 2 == 1 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return value + (10 - sum % 10) % 10;
    }

    @Override
    public String toString() {
        return full();
    }
}
