package io.passerelle.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Word;
import java.util.Locale;

/** Texts in the language of the page that is being shown. */
public final class Texts {

    private Texts() {}

    /** The text of a bundle key, with the values it names. */
    public static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    /** The text of a constant: the bundle key is the stem, a dot and the constant's name. */
    public static String text(String stem, Enum<?> constant) {
        return text(stem + "." + constant.name());
    }

    /** Why a field was refused, in words. */
    public static String reason(FieldError error) {
        return text(
                "error." + error.code(), error.arguments().stream().map(Texts::worded).toArray());
    }

    private static Object worded(Object argument) {
        return argument instanceof Word word ? text(word.key()) : argument;
    }

    /** The locale of the page; English outside any page. */
    public static Locale locale() {
        UI ui = UI.getCurrent();
        return ui == null ? MessageBundles.ENGLISH : ui.getLocale();
    }

    /** Whether the page is in French. */
    public static boolean inFrench() {
        return locale().getLanguage().equals("fr");
    }
}
