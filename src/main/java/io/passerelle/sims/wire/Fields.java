package io.passerelle.sims.wire;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of separated values (RFC 4180). A field may stand in quotes, with doubled quotes inside;
 * a field never spans lines, so that one forgotten quote spoils one line and not the rest of the
 * file.
 */
public final class Fields {

    private static final char[] SEPARATORS = {';', ',', '\t'};

    private Fields() {}

    /** The separator a header line uses: whichever of semicolon, comma and tab it has most of. */
    public static char separatorOf(String header) {
        char best = ';';
        long most = -1;
        for (char candidate : SEPARATORS) {
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    /** Letters and digits only, lower case, without accents: how names in a file are compared. */
    public static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[^\\p{Alnum}]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a header cell means a column; case, accents, spaces and signs do not count. */
    public static boolean means(String header, String name, Set<String> otherNames) {
        String plain = plain(header);
        return plain.equals(plain(name)) || otherNames.contains(plain);
    }

    /**
     * The fields of a line, without spaces around them.
     *
     * @return null when a quote is not closed, or something follows a closing quote
     */
    public static @Nullable List<String> split(String line, char separator) {
        List<String> fields = new ArrayList<>(12);
        int at = 0;
        while (at <= line.length()) {
            int start = skipSpaces(line, at, separator);
            if (start < line.length() && line.charAt(start) == '"') {
                var field = new StringBuilder();
                at = quoted(line, start + 1, field);
                if (at < 0 || at < line.length() && line.charAt(at) != separator) {
                    return null;
                }
                fields.add(field.toString());
            } else {
                int stop = line.indexOf(separator, start);
                at = stop < 0 ? line.length() : stop;
                fields.add(line.substring(start, at).strip());
            }
            at++;
        }
        return fields;
    }

    private static int skipSpaces(String line, int from, char separator) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ' && separator != ' ') {
            at++;
        }
        return at;
    }

    /** Where the field's end is, behind its closing quote and spaces; −1 when it never closes. */
    private static int quoted(String line, int from, StringBuilder field) {
        for (int at = from; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c != '"') {
                field.append(c);
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                field.append(c);
                at++;
            } else {
                return skipSpaces(line, at + 1, '\0');
            }
        }
        return -1;
    }
}
