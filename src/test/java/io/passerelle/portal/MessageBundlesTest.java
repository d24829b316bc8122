package io.passerelle.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both languages say the same things, each once, and each text can be shown. */
class MessageBundlesTest {

    private static final Path FOLDER = Path.of("src/main/resources/messages");
    private static final Pattern KEY = Pattern.compile("^([\\w.-]+)\\s*=", Pattern.MULTILINE);
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

    private final Map<String, String> french = new MessageBundles().all(MessageBundles.FRENCH);
    private final Map<String, String> english = new MessageBundles().all(MessageBundles.ENGLISH);

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void bothLanguages_haveTheSameKeys() {
        assertThat(french).isNotEmpty().containsOnlyKeys(english.keySet());
    }

    @Test
    void bothLanguages_tellTheSameValues() {
        for (String key : english.keySet()) {
            assertThat(arguments(french.get(key))).as(key).isEqualTo(arguments(english.get(key)));
        }
    }

    @Test
    void everyText_canBeShown() {
        everyTextCanBeShown(french, MessageBundles.FRENCH);
        everyTextCanBeShown(english, MessageBundles.ENGLISH);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFile_hasEachKeyOnce(Path file) throws IOException {
        List<String> keys =
                KEY.matcher(Files.readString(file, StandardCharsets.UTF_8))
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
    }

    private static void everyTextCanBeShown(Map<String, String> texts, Locale language) {
        texts.forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            assertThatCode(() -> new MessageFormat(text, language))
                    .as("%s in %s", key, language)
                    .doesNotThrowAnyException();
        });
    }

    private static TreeSet<String> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
