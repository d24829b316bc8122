package io.passerelle.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/**
 * The language a request is answered in: the best of Accept-Language (RFC 9110 section 12.5.4),
 * else English.
 */
public final class ApiLocale {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.FRENCH);

    private ApiLocale() {}

    /** The language of that request. */
    public static Locale of(HttpServletRequest request) {
        String header = request.getHeader("Accept-Language");
        if (header == null || header.length() > 500) {
            return Locale.ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
