package io.passerelle.portal;

import com.vaadin.flow.i18n.I18NProvider;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every text the portal shows: the files {@code messages/<module>_fr.properties} and {@code _en} of
 * all modules (UTF-8) in one map per language. Texts write the typographic apostrophe, since {@link
 * MessageFormat} reads the straight one as a quote.
 */
@Component
public class MessageBundles implements I18NProvider {

    /** Locales of countries, since a bare language would give American dates. */
    public static final Locale FRENCH = Locale.of("fr", "FR");

    /** British English: days before months. */
    public static final Locale ENGLISH = Locale.of("en", "GB");

    private static final Logger LOG = LoggerFactory.getLogger(MessageBundles.class);

    private final Map<String, Map<String, String>> texts =
            Map.of("fr", read("fr"), "en", read("en"));

    /**
     * The locale a language's texts, dates and numbers are shown in; English for languages the
     * portal has not.
     */
    public static Locale locale(String language) {
        return language.equals("fr") ? FRENCH : ENGLISH;
    }

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(ENGLISH, FRENCH); // the first is for browsers that speak neither
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... arguments) {
        String text = all(locale).get(key);
        if (text == null) {
            LOG.warn("no text {} in {}", key, locale.getLanguage());
            return "!" + key;
        }
        return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
    }

    /** Whether there is a text of that key. */
    public boolean has(String key, Locale locale) {
        return all(locale).containsKey(key);
    }

    /** Every text of a language by key. */
    Map<String, String> all(Locale locale) {
        String language = locale(locale.getLanguage()).getLanguage();
        return Objects.requireNonNull(texts.get(language));
    }

    private static Map<String, String> read(String language) {
        Map<String, String> all = new HashMap<>();
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:messages/*_" + language + ".properties");
            for (Resource file : files) {
                Properties properties = new Properties();
                try (Reader reader =
                        new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.forEach((key, text) -> all.put((String) key, (String) text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }
}
