package io.passerelle.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table people read is that of the code, and every rule has its words in both languages. */
class DiagnosisDocumentTest {

    private static final Path PAGE = Path.of("docs/diagnosis.md");
    private static final String BEGIN =
            "<!-- table: generated from the code, see DiagnosisDocumentTest -->";
    private static final String END = "<!-- end of table -->";
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

    private final ApiTexts texts = new ApiTexts();

    /** Run with {@code -Dpasserelle.write=true} to write the page anew after a change. */
    @Test
    void table_isThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String fresh =
                page.substring(0, page.indexOf(BEGIN))
                        + BEGIN
                        + "\n\n"
                        + table()
                        + "\n"
                        + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("passerelle.write")) {
            Files.writeString(PAGE, fresh);
            return;
        }
        assertThat(page).as("docs/diagnosis.md is old").isEqualTo(fresh);
    }

    @Test
    void everyRule_hasACodeOfItsOwnAndWordsInBothLanguages() {
        assertThat(Chain.RULES).extracting(Rule::code).doesNotHaveDuplicates();
        for (Rule rule : Chain.RULES) {
            for (Locale language : LANGUAGES) {
                assertThat(said(rule.key("title"), language)).isNotEqualTo(rule.key("title"));
                assertThat(said(rule.todo(), language)).doesNotStartWith(rule.todo());
            }
        }
    }

    private String table() {
        return "| # | Code | What stops it | What to do | Who |\n|---|---|---|---|---|\n"
                + Chain.RULES.stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Rule rule) {
        return "| %d | `%s` | %s | %s | %s |\n"
                .formatted(
                        Chain.RULES.indexOf(rule) + 1,
                        rule.code(),
                        said(rule.key("title"), Locale.ENGLISH),
                        said(rule.todo(), Locale.ENGLISH),
                        said("diagnosis.actor." + rule.actor(), Locale.ENGLISH)
                                .replace("For the ", ""));
    }

    private String said(String key, Locale language) {
        return texts.text(key, Collections.nCopies(6, "…"), language);
    }
}
