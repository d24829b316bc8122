package io.passerelle.portal;

import java.text.NumberFormat;
import java.util.Locale;

/**
 * Amounts of data for people: powers of 1,000, three significant digits, the language's own unit.
 */
public final class Bytes {

    private static final String[] ENGLISH = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] FRENCH = {"o", "ko", "Mo", "Go", "To", "Po", "Eo"};
    private static final int STEP = 1_000;

    private Bytes() {}

    /** In the language of the page. */
    public static String text(long bytes) {
        return text(bytes, Texts.locale());
    }

    /**
     * Such as {@code 1.25 MB} or {@code 1,25 Mo}.
     *
     * @param bytes 0 or more
     */
    public static String text(long bytes, Locale locale) {
        String[] units = locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
        double amount = bytes;
        int unit = 0;
        while (amount >= STEP && unit < units.length - 1) {
            amount /= STEP;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(unit == 0 || amount >= 100 ? 0 : amount >= 10 ? 1 : 2);
        return format.format(amount) + " " + units[unit];
    }
}
