package io.passerelle.alerts;

import io.passerelle.portal.Bytes;
import java.util.Locale;

/** Numbers of alerts as people read them. */
public final class AlertWords {

    private AlertWords() {}

    /** Bytes with a unit, or the number. */
    public static String amount(AlertKind kind, long value, Locale locale) {
        return kind.countsBytes() ? Bytes.text(value, locale) : Long.toString(value);
    }
}
