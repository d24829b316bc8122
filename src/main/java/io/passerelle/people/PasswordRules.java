package io.passerelle.people;

import io.passerelle.foundation.FieldError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a password must be like (ACC-4), after NIST SP 800-63B: long, not one everybody tries first,
 * and not the person's name; no rules of composition, which only make people write it down.
 */
@Component
final class PasswordRules {

    /** The shortest password, in characters. */
    static final int LEAST = 10;

    /** The longest; a sign-in looks at no more. */
    static final int MOST = 200;

    private static final int DIFFERENT_AT_LEAST = 5;
    private static final int PART_AT_LEAST = 3;
    private static final int LEFT_AT_LEAST = LEAST - 4;
    private static final String ROWS =
            "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm azertyuiop"
                    + " qsdfghjklm wxcvbn";

    private final Set<String> common = read();

    /**
     * Everything wrong with a new password.
     *
     * @param names what it must not be made of: user name, names, mail address
     */
    List<FieldError> problems(String password, String again, List<String> names) {
        List<FieldError> errors = new ArrayList<>();
        int length = password.codePointCount(0, password.length());
        if (length < LEAST) {
            errors.add(FieldError.of("password", "password.short", LEAST));
        } else if (password.length() > MOST) {
            errors.add(FieldError.of("password", "too.long", MOST));
        } else if (isNamedAfter(password, names)) {
            errors.add(FieldError.of("password", "password.name"));
        } else if (isCommon(password)) {
            errors.add(FieldError.of("password", "password.common"));
        }
        if (!password.equals(again)) {
            errors.add(FieldError.of("again", "password.again"));
        }
        return errors;
    }

    private boolean isCommon(String password) {
        String plain = plain(password);
        return password.codePoints().distinct().count() < DIFFERENT_AT_LEAST
                || common.contains(password.toLowerCase(Locale.ROOT))
                || common.contains(plain)
                || isRepeated(plain)
                || isRow(password.toLowerCase(Locale.ROOT));
    }

    /** The word that remains without the digits and signs people put around and into one. */
    private static String plain(String password) {
        String word =
                password.toLowerCase(Locale.ROOT)
                        .replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "")
                        .replace('0', 'o')
                        .replace('1', 'i')
                        .replace('3', 'e')
                        .replace('4', 'a')
                        .replace('@', 'a')
                        .replace('5', 's')
                        .replace('$', 's');
        return word.replaceAll("[^\\p{L}]", "");
    }

    private boolean isRepeated(String word) {
        for (int size = 1; size <= word.length() / 2; size++) {
            String part = word.substring(0, size);
            boolean made = part.repeat(word.length() / size).equals(word);
            if (made && (size < DIFFERENT_AT_LEAST || common.contains(part))) {
                return true;
            }
        }
        return false;
    }

    /** Keys beside each other, or letters or digits as one counts them. */
    private static boolean isRow(String password) {
        for (String row : ROWS.split(" ")) {
            String twice = row + row;
            if (twice.contains(password)
                    || new StringBuilder(twice).reverse().toString().contains(password)) {
                return true;
            }
        }
        return false;
    }

    /** Whether too little is left without the names and their parts: 2026 or 123456 is none. */
    private boolean isNamedAfter(String password, List<String> names) {
        String left = bare(password);
        boolean found = false;
        for (String part : parts(names)) {
            found = found || left.contains(part);
            left = left.replace(part, "");
        }
        return found && (left.length() < LEFT_AT_LEAST || isCommon(left));
    }

    /** Names and what they are put together from, the longest first. */
    private static List<String> parts(List<String> names) {
        return names.stream()
                .flatMap(name ->
                        Stream.concat(Stream.of(name), Stream.of(name.split("[^\\p{L}\\p{N}]+"))))
                .map(PasswordRules::bare)
                .filter(part -> part.length() >= PART_AT_LEAST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Letters and digits alone, without accents and in one case. */
    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static Set<String> read() {
        try (InputStream file =
                        Objects.requireNonNull(
                                PasswordRules.class.getResourceAsStream("/common-passwords.txt"));
                var lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
