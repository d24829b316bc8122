package io.passerelle.portal.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.portal.MessageBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody reads a key in the audit log: every one the code writes has its words (ACC-7). */
class AuditWordsTest {

    /** Calls that name an action, of the audit itself and of methods that pass it on. */
    private static final Pattern CALL =
            Pattern.compile(
                    "\\b(audit\\s*\\.(?:done|require|failed)|requireManager|requireNoMore|require"
                            + "|failed|open|set)\\(");

    private static final Pattern ACTION = Pattern.compile("\"([a-zA-Z-]+\\.[a-zA-Z]+)\"");
    private static final Pattern NOT_FOUND =
            Pattern.compile("audit\\s*\\.notFound\\(\\s*\\w+,\\s*(\"?)([\\w.-]+)");
    private static final Pattern CONSTANT = Pattern.compile(" ([A-Z_]+) = \"([\\w-]+)\"");

    private final MessageBundles bundles = new MessageBundles();

    @Test
    void everyActionOfTheCode_hasItsWordsInBothLanguages() {
        Set<String> actions = actions();
        assertThat(actions).hasSizeGreaterThan(60).contains("route.create", "sim.move");
        for (Locale locale : List.of(MessageBundles.FRENCH, MessageBundles.ENGLISH)) {
            assertThat(actions)
                    .as("audit.action.* in messages/audit_" + locale.getLanguage())
                    .allMatch(action -> bundles.has("audit.action." + action, locale));
        }
    }

    @Test
    void everyKindOfTheCode_hasItsWordsInBothLanguages() {
        Set<String> kinds = kinds();
        assertThat(kinds).contains("route", "sim", "page");
        for (Locale locale : List.of(MessageBundles.FRENCH, MessageBundles.ENGLISH)) {
            assertThat(kinds)
                    .as("audit.kind.* in messages/audit_" + locale.getLanguage())
                    .allMatch(kind -> bundles.has("audit.kind." + kind, locale));
        }
    }

    private static Set<String> actions() {
        Set<String> found = new TreeSet<>();
        for (String source : sources()) {
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                Matcher action = ACTION.matcher(arguments(source, call.end()));
                while (action.find()) {
                    found.add(action.group(1));
                }
            }
        }
        kinds().forEach(kind -> found.add(kind + ".read"));
        found.remove("audit.read");
        return found;
    }

    private static Set<String> kinds() {
        Set<String> found = new TreeSet<>();
        for (String source : sources()) {
            Map<String, String> constants = new HashMap<>();
            CONSTANT.matcher(source)
                    .results()
                    .forEach(constant -> constants.put(constant.group(1), constant.group(2)));
            Matcher missing = NOT_FOUND.matcher(source);
            while (missing.find()) {
                boolean isWritten = !missing.group(1).isEmpty();
                String named = missing.group(2); // a constant of another class is found there
                found.add(isWritten ? named : constants.getOrDefault(named, ""));
            }
        }
        found.remove("");
        return found;
    }

    /** What stands between a call's parentheses, without what other calls in it are given. */
    private static String arguments(String source, int from) {
        StringBuilder own = new StringBuilder();
        int depth = 1;
        for (int i = from; i < source.length() && depth > 0; i++) {
            char c = source.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 1) {
                own.append(c);
            }
        }
        return own.toString();
    }

    /** The sources that have to do with the audit. */
    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> sources = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains("audit")) {
                    sources.add(source);
                }
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
