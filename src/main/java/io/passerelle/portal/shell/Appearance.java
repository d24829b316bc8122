package io.passerelle.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.MessageBundles;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which language and colours a page appears: the person's choice, else the browser's last one,
 * else its own.
 */
final class Appearance {

    private static final String LANGUAGE = "passerelle-language";
    private static final String COLORS = "passerelle-colors";
    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    private Appearance() {}

    /** Dresses a new page for a person who signed in. */
    static void apply(UI ui, Viewer viewer) {
        setLocale(ui, viewer.locale());
        setColors(ui, viewer.colorScheme());
    }

    /** Dresses a new page for somebody not known yet. */
    static void applyFromBrowser(UI ui, VaadinRequest request) {
        chosen(request).ifPresent(locale -> setLocale(ui, locale));
        setColors(ui, cookie(request, COLORS).orElse("system"));
    }

    /** The language chosen in this browser. */
    static Optional<Locale> chosen(VaadinRequest request) {
        return cookie(request, LANGUAGE).map(MessageBundles::locale);
    }

    /** Remembers the language in the browser, for its next sign-in page. */
    static void rememberLanguage(String language) {
        keep(LANGUAGE, language);
        setLocale(UI.getCurrent(), MessageBundles.locale(language));
    }

    /** Shows and remembers the colours in the browser. */
    static void rememberColors(String scheme) {
        keep(COLORS, scheme);
        setColors(UI.getCurrent(), scheme);
    }

    private static void setLocale(UI ui, Locale locale) {
        VaadinSession.getCurrent().setLocale(locale);
        ui.setLocale(locale);
    }

    private static void setColors(UI ui, String scheme) {
        ui.getPage()
                .setColorScheme(
                        switch (scheme) {
                            case "dark" -> ColorScheme.Value.DARK;
                            case "light" -> ColorScheme.Value.LIGHT;
                            default -> ColorScheme.Value.LIGHT_DARK;
                        });
    }

    private static Optional<String> cookie(VaadinRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static void keep(String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setMaxAge(YEAR_SECONDS);
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
        VaadinResponse response = VaadinResponse.getCurrent();
        if (response != null) { // null over the push connection, which has no headers any more
            response.addCookie(cookie);
        }
    }
}
