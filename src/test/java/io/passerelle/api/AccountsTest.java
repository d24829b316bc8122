package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts made and changed by programs (ACC-2, ACC-5). */
@ExtendWith(ApiServer.Extension.class)
class AccountsTest {

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

    private static String rights(Answer answer) {
        return answer.json().get("rights").toString();
    }
}
