package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ApiTextsTest {

    private final ApiTexts texts = new ApiTexts();

    @Test
    void everyStatusSpringItselfGivesHasATextInBothLanguages() {
        for (HttpStatus status : HttpStatus.values()) {
            if (status.isError()) {
                String code = "problem." + ProblemAdvice.code(status);
                for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
                    assertThat(texts.has(code, locale)).as(code).isTrue();
                    assertThat(texts.has(code + ".title", locale)).as(code).isTrue();
                }
            }
        }
    }

    @Test
    void portIsWrittenAsANumberAndNotAsAnAmount() {
        assertThat(texts.error("port.range", List.of(1, 65_535), Locale.ENGLISH)).contains("65535");
    }

    @Test
    void codeWithoutTextIsToldByItself() {
        assertThat(texts.error("no.such.code", List.of(), Locale.FRENCH))
                .isEqualTo("error.no.such.code");
    }
}
