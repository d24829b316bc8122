package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts made and changed by programs (ACC-2, ACC-5). */
@ExtendWith(ApiServer.Extension.class)
class AccountsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ApiServer server;
    private final ApiClient operator;

    AccountsTest(ApiServer server) {
        this.server = server;
        this.operator = server.as(server.operatorToken);
    }

    @Test
    void answersShowTheRightsOfThisMoment() {
        Answer made =
                operator.post(
                        "/api/v1/accounts",
                        """
                        {"organisationId": "%s", "login": "rita.api", "email": "rita@example.org",
                         "rights": ["MANAGE_SIMS", "READ_AUDIT"]}\
                        """
                                .formatted(server.martin.customer().id()));
        assertThat(made.status()).isEqualTo(201);
        assertThat(rights(made)).contains("MANAGE_SIMS").contains("READ_AUDIT");
        String path = "/api/v1/accounts/" + made.json().get("id").asString();

        Answer less = operator.send("PUT", path, "{\"rights\": [\"READ_AUDIT\"]}");
        assertThat(rights(less)).contains("READ_AUDIT").doesNotContain("MANAGE_SIMS");
        Answer named = operator.send("PUT", path, "{\"firstName\": \"Rita\"}");
        assertThat(rights(named)).contains("READ_AUDIT").doesNotContain("MANAGE_SIMS");
    }

    @Test
    void rightThatCannotBeGivenIsToldInWords() {
        Answer refused =
                operator.post(
                        "/api/v1/accounts",
                        """
                        {"organisationId": "%s", "login": "max.api", "email": "max@example.org",
                         "rights": ["MANAGE_NAS"]}\
                        """
                                .formatted(server.martin.customer().id()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("rights.notFor")
                .containsAnyOf("Manage network access servers", "Gérer les serveurs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë Élodie",
                "李雷",
                "Søren Ñuñez",
                "עִבְרִית",
                "محمد",
                "Владимир",
                "O’Neill-D’Arcy",
                "<script>alert(1)</script>",
                "{{7*7}} ${x} %s",
                "🦊"
            })
    void nameInAnyScript_isKeptAndFoundAsItWasWritten(String name) {
        String login = "name.api" + NUMBER.incrementAndGet();
        Answer made =
                operator.post(
                        "/api/v1/accounts",
                        """
                        {"organisationId": "%s", "login": "%s", "email": "%s@example.org",
                         "firstName": "%s", "lastName": "Ł%s", "rights": []}\
                        """
                                .formatted(
                                        server.martin.customer().id(), login, login, name, name));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().get("firstName").asString()).isEqualTo(name);

        Answer found =
                operator.get(
                        "/api/v1/accounts?search="
                                + URLEncoder.encode("Ł" + name, StandardCharsets.UTF_8));

        assertThat(found.json().get("items").get(0).get("lastName").asString())
                .isEqualTo("Ł" + name);
    }

    @Test
    void nameWithControlCharacters_isRefusedBesideItsField() {
        Answer refused =
                operator.post(
                        "/api/v1/accounts",
                        """
                        {"organisationId": "%s", "login": "control.api", "email": "c@example.org",
                         "firstName": "a\\u0000b", "rights": []}\
                        """
                                .formatted(server.martin.customer().id()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("firstName");
    }

    @Test
    void ownLastRight_isNotGivenUp() {
        ApiClient martin = server.as(server.martin.token());
        String path = "/api/v1/accounts/" + server.martin.account();
        String rights = martin.get(path).json().get("rights").toString();

        Answer without = martin.send("PUT", path, "{\"rights\": []}");
        Answer disabled = martin.send("PUT", path, "{\"enabled\": false}");

        assertThat(without.status()).isEqualTo(422);
        assertThat(without.json().at("/errors/0/field").asString()).isEqualTo("rights");
        assertThat(disabled.status()).isEqualTo(422);
        assertThat(disabled.json().at("/errors/0/field").asString()).isEqualTo("enabled");
        assertThat(martin.get(path).json().get("rights").toString()).isEqualTo(rights);
        assertThat(martin.get(path).json().get("enabled").asBoolean()).isTrue();
    }

    private static String rights(Answer answer) {
        return answer.json().get("rights").toString();
    }
}
