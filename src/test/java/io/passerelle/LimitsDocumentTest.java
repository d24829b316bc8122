package io.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/limits.md} says of settings is so. */
class LimitsDocumentTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `(passerelle[^`]+)` \\| (`([^`]+)`)?.*");

    @TestFactory
    Stream<DynamicTest> setting_isThereAndHasTheDefault() throws IOException {
        return Files.readAllLines(Path.of("docs/limits.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.group(1), () -> check(row.group(1), row.group(3))));
    }

    private static void check(String key, String value) {
        var usual = new SettingsReader(other -> null);
        List<? extends Record> untouched = read(usual);
        assertThat(usual.knownKeys()).contains(key);
        if (value != null) {
            var written = new SettingsReader(other -> other.equals(key) ? value : null);
            assertThat(read(written)).isEqualTo(untouched);
            assertThat(written.problems()).isEmpty();
        }
    }

    private static List<? extends Record> read(SettingsReader reader) {
        return SettingsAtStart.RECORDS.stream().map(record -> record.apply(reader)).toList();
    }
}
