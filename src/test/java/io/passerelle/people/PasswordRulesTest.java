package io.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are none (ACC-4). */
class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quatre mots au hasard",
                "cheval-agrafe-pile",
                "Tg7!kk29xqLm",
                "пароль для кассы",
                "le mot de passe de Martin-fr-3"
            })
    void passwordThatIsLongAndNobodysFirstGuess_isTaken(String password) {
        assertThat(rules.problems(password, password, List.of("claire", "ClaireMartin"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "short9, password.short",
        "motdepasse2026!, password.common",
        "P@ssw0rd123, password.common",
        "azertyuiop, password.common",
        "1234567890, password.common",
        "aaaaaaaaaaaaaa, password.common",
        "9876543210, password.common",
        "secretsecret, password.common",
        "claire.martin, password.name",
        "Claire2026!, password.name",
        "ClaireMartin1, password.name",
        "martin2026!!, password.name",
        "Mártin-2026, password.name",
        "claire-martin-123456, password.name",
        "azertyClaire!, password.name",
        "Claire+motdepasse, password.name"
    })
    void passwordEverybodyTries_isRefusedAndToldWhy(String password, String code) {
        assertThat(
                        rules.problems(
                                password,
                                password,
                                List.of("claire.martin", "ClaireMartin", "claire")))
                .extracting(FieldError::code)
                .containsExactly(code);
    }

    @Test
    void secondThatDiffers_isSaidBesideAllElse() {
        assertThat(rules.problems("short", "shirt", List.of()))
                .extracting(FieldError::field)
                .containsExactly("password", "again");
    }
}
