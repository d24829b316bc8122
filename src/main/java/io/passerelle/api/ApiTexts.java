package io.passerelle.api;

import io.passerelle.foundation.Word;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Format;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The texts of problems, {@code error.*}, from the bundles of all modules, in French and English.
 */
@Component
public class ApiTexts {

    private final Map<String, String> french = read("fr");
    private final Map<String, String> english = read("en");

    /**
     * The text of a reason.
     *
     * @param code the key without {@code error.}; a reason without text is told by its code
     * @param arguments values the text names; numbers are written plainly, a port is no amount
     */
    public String error(String code, List<Object> arguments, Locale locale) {
        return text("error." + code, arguments, locale);
    }

    /**
     * The text of any key; a key without text stands for itself.
     *
     * @param arguments values the text names; numbers are written plainly, a port is no amount
     */
    public String text(String key, List<Object> arguments, Locale locale) {
        String pattern = pattern(key, locale);
        if (pattern == null) {
            return arguments.isEmpty() ? key : key + " " + arguments;
        }
        var format = new MessageFormat(pattern, locale);
        return format.format(plain(worded(arguments, locale), format.getFormatsByArgumentIndex()));
    }

    private List<Object> worded(List<Object> arguments, Locale locale) {
        return arguments.stream()
                .map(a -> a instanceof Word word ? text(word.key(), List.of(), locale) : a)
                .toList();
    }

    /** Numbers as text, except where the text says itself how they are written. */
    private static Object[] plain(List<Object> arguments, @Nullable Format[] formats) {
        Object[] plain = arguments.toArray();
        for (int i = 0; i < plain.length; i++) {
            if (i >= formats.length || formats[i] == null) {
                plain[i] = String.valueOf(plain[i]);
            }
        }
        return plain;
    }

    /** Whether there is a text of that code in that language. */
    public boolean has(String code, Locale locale) {
        return pattern("error." + code, locale) != null;
    }

    private @Nullable String pattern(String key, Locale locale) {
        return (locale.getLanguage().equals("fr") ? french : english).get(key);
    }

    private static Map<String, String> read(String language) {
        Map<String, String> texts = new HashMap<>();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:messages/*_" + language + ".properties")) {
                var properties = new Properties();
                try (Reader reader =
                        new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.forEach((key, text) -> texts.put((String) key, (String) text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read messages", e);
        }
        return Map.copyOf(texts);
    }
}
