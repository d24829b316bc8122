package io.passerelle.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.ApiTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** ALL-7: what people read of events is what the code tells. */
class EventCatalogueTest {

    private static final Path PAGE = Path.of("docs/events.md");
    private static final String BEGIN =
            "<!-- catalogue: generated from the code, see EventCatalogueTest -->";
    private static final String END = "<!-- end of catalogue -->";

    private final ApiTexts texts = new ApiTexts();

    /** Run with {@code -Dpasserelle.write=true} to write the page anew after a change. */
    @Test
    void page_isThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String fresh =
                page.substring(0, page.indexOf(BEGIN))
                        + BEGIN
                        + "\n\n"
                        + kinds()
                        + "\n"
                        + fields()
                        + "\n"
                        + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("passerelle.write")) {
            Files.writeString(PAGE, fresh);
            return;
        }
        assertThat(page).as("docs/events.md is old").isEqualTo(fresh);
    }

    @Test
    void everyKindFieldAndSubject_hasWordsInBothLanguages() {
        for (Locale locale : List.of(Locale.FRANCE, Locale.UK)) {
            for (EventKind kind : EventKind.values()) {
                hasText("events.kind." + kind.id(), locale);
                hasText("events.when." + kind.id(), locale);
                hasText("events.subject." + kind.subject(), locale);
            }
            for (EventField field : EventField.values()) {
                hasText("events.field." + field.id(), locale);
            }
        }
    }

    @Test
    void ids_areDifferent() {
        assertThat(Arrays.stream(EventKind.values()).map(EventKind::id)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(EventField.values()).map(EventField::id)).doesNotHaveDuplicates();
    }

    @Test
    void fieldTheKindDoesNotHave_isAMistakeOfTheProgrammer() {
        EventDraft draft = EventKind.NODE_STOPPED.of(null, "n", "n");
        assertThatThrownBy(() -> draft.with(EventField.ICCID, "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void hasText(String key, Locale locale) {
        assertThat(texts.text(key, List.of(), locale)).as(key).isNotEqualTo(key).isNotBlank();
    }

    private String kinds() {
        return "| Event | Severity | Source | About | When | Data |\n|---|---|---|---|---|---|\n"
                + Arrays.stream(EventKind.values()).map(this::row).collect(Collectors.joining());
    }

    private String row(EventKind kind) {
        return "| `%s` | %s | `%s` | %s | %s%s%s | %s |\n"
                .formatted(
                        kind.id(),
                        text("events.severity." + kind.severity()),
                        kind.source(),
                        text("events.subject." + kind.subject()),
                        text("events.when." + kind.id()),
                        kind.isFrequent() ? " *Frequent.*" : "",
                        kind.right() == null ? "" : " Needs the right `" + kind.right() + "`.",
                        kind.fields().stream()
                                .map(field -> "`" + field.id() + "`")
                                .collect(Collectors.joining(", ")));
    }

    private String fields() {
        return "| Field | Written as | Meaning |\n|---|---|---|\n"
                + Arrays.stream(EventField.values())
                        .map(field ->
                                "| `%s` | %s | %s |\n"
                                        .formatted(
                                                field.id(),
                                                field.type().json(),
                                                text("events.field." + field.id())))
                        .collect(Collectors.joining());
    }

    private String text(String key) {
        return texts.text(key, List.of(), Locale.UK);
    }
}
