package io.passerelle.foundation;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings and collects everything wrong with them, so that a start is refused once with the
 * whole list instead of once per mistake. A wrong value is never repaired: its default is returned
 * only so that reading can go on.
 */
public final class SettingsReader {

    private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private final Function<String, @Nullable String> source;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param source gives the text of a key, or null when it is not set
     */
    public SettingsReader(Function<String, @Nullable String> source) {
        this.source = source;
    }

    /** A text; {@code fallback} when not set or blank. */
    public String text(String key, String fallback) {
        String value = raw(key);
        return value == null ? fallback : value;
    }

    /** A text, or null when not set. */
    public @Nullable String textOrNull(String key) {
        return raw(key);
    }

    /** A whole number within bounds, both included. */
    public int integer(String key, int fallback, int least, int most) {
        String value = raw(key);
        if (value == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below with the bounds
        }
        problem(key, value, "a whole number from " + least + " to " + most);
        return fallback;
    }

    /** {@code true} or {@code false}. */
    public boolean bool(String key, boolean fallback) {
        String value = raw(key);
        if (value == null) {
            return fallback;
        }
        if (value.equals("true") || value.equals("false")) {
            return Boolean.parseBoolean(value);
        }
        problem(key, value, "true or false");
        return fallback;
    }

    /** An IP address literal. */
    public InetAddress address(String key, String fallback) {
        String value = text(key, fallback);
        return Addresses.parse(value)
                .orElseGet(() -> {
                    problem(key, value, "an IP address");
                    return Addresses.of(fallback);
                });
    }

    /**
     * A duration such as {@code 250ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code 2d} or ISO
     * 8601, within bounds.
     */
    public Duration duration(String key, Duration fallback, Duration least, Duration most) {
        String value = raw(key);
        if (value == null) {
            return fallback;
        }
        Duration duration = parseDuration(value);
        if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
            return duration;
        }
        problem(key, value, "a duration from " + least + " to " + most + ", such as 30s or 5m");
        return fallback;
    }

    /** A path of the file system; relative ones start at the working folder. */
    public Path path(String key, String fallback) {
        String value = text(key, fallback);
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            problem(key, value, "a path");
            return Path.of(fallback);
        }
    }

    /** One of a closed list of words, in any case. */
    public <E extends Enum<E>> E oneOf(String key, E fallback) {
        String value = raw(key);
        if (value == null) {
            return fallback;
        }
        Class<E> type = fallback.getDeclaringClass();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return constant;
            }
        }
        problem(key, value, "one of " + String.join(", ", names(type)));
        return fallback;
    }

    /**
     * Reports a problem that is not in one value alone, such as two settings that exclude each
     * other.
     */
    public void refuse(String key, String reason) {
        problems.add(key + ": " + reason);
    }

    /**
     * Everything wrong so far, one line each. Values of keys that may hold a secret are not
     * repeated.
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Every key that was asked for: a key that is set but not among these is a spelling mistake.
     */
    public Set<String> knownKeys() {
        return Set.copyOf(known);
    }

    private @Nullable String raw(String key) {
        known.add(key);
        String value = source.apply(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private void problem(String key, String value, String wanted) {
        boolean secret =
                key.contains("password") || key.contains("secret") || key.contains("token");
        problems.add(key + (secret ? "" : " = " + value) + ": must be " + wanted);
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        List<String> names = new ArrayList<>();
        for (Enum<?> constant : type.getEnumConstants()) {
            names.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return names;
    }

    private static @Nullable Duration parseDuration(String value) {
        Matcher simple = SIMPLE_DURATION.matcher(value);
        if (simple.matches()) {
            long number = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
