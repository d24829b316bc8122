package io.passerelle.diagnosis;

import io.passerelle.alerts.AlertWords;
import io.passerelle.api.ApiTexts;
import io.passerelle.portal.Bytes;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says phrases in one language, with the moments of one time zone; for pages and programs alike.
 */
public final class Speech {

    private static final Locale FRENCH = Locale.of("fr", "FR");
    private static final Locale ENGLISH = Locale.of("en", "GB");
    private static final String BETWEEN = " · ";

    private final ApiTexts texts;
    private final Locale locale;
    private final DateTimeFormatter moment;

    /**
     * @param language French, or anything else for English
     */
    public Speech(ApiTexts texts, Locale language, ZoneId zone) {
        this.texts = texts;
        this.locale = language.getLanguage().equals("fr") ? FRENCH : ENGLISH;
        this.moment =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .withZone(zone);
    }

    /** The words; empty for a phrase that says nothing. */
    public String say(Phrase phrase) {
        if (!phrase.key().isEmpty()) {
            return texts.text(phrase.key(), spoken(phrase.arguments()), locale);
        }
        return phrase.arguments().stream()
                .map(this::spoken)
                .map(String::valueOf)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(BETWEEN));
    }

    private List<Object> spoken(List<Object> arguments) {
        return arguments.stream().map(this::spoken).toList();
    }

    private Object spoken(Object argument) {
        return switch (argument) {
            case Phrase phrase -> say(phrase);
            case Instant at -> moment.format(at);
            case LocalDate day -> AlertWords.day(day, locale);
            case YearMonth month -> AlertWords.month(month, locale);
            case Duration length -> length(length);
            case Phrase.Amount(long bytes) -> Bytes.text(bytes, locale);
            case InetAddress address -> address.getHostAddress();
            default -> argument;
        };
    }

    /** In its two largest units. */
    private String length(Duration length) {
        Duration some = length.isNegative() ? Duration.ZERO : length;
        if (some.toDays() > 0) {
            return texts.text("kit.days", List.of(some.toDays(), some.toHoursPart()), locale);
        }
        if (some.toHours() > 0) {
            return "%d h %02d min".formatted(some.toHours(), some.toMinutesPart());
        }
        if (some.toMinutes() > 0) {
            return "%d min %02d s".formatted(some.toMinutes(), some.toSecondsPart());
        }
        return some.toSeconds() > 0 ? some.toSeconds() + " s" : some.toMillis() + " ms";
    }
}
