package io.passerelle.foundation;

import java.util.Optional;

/**
 * A subscriber's identity in the mobile network (ITU-T E.212): 14 or 15 digits, the country code
 * first.
 */
public record Imsi(String value) {

    private static final int LEAST = 14;
    private static final int MOST = 15;

    /**
     * @throws IllegalArgumentException when the value is not 14 or 15 digits
     */
    public Imsi {
        if (!Digits.areAll(value, LEAST, MOST)) {
            throw new IllegalArgumentException("not an IMSI: " + value);
        }
    }

    /** Reads an IMSI; spaces are dropped. */
    public static Optional<Imsi> parse(String text) {
        String digits = text.strip().replace(" ", "");
        return Digits.areAll(digits, LEAST, MOST)
                ? Optional.of(new Imsi(digits))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
