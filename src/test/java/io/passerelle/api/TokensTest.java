package io.passerelle.api;

import static io.passerelle.api.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens made, used and limited by programs themselves (ACC-8). */
@ExtendWith(ApiServer.Extension.class)
class TokensTest {

    private final ApiServer server;
    private final ApiClient martin;

    TokensTest(ApiServer server) {
        this.server = server;
        this.martin = server.as(server.martin.token());
    }

    @Test
    void newTokenOpensTheApiAtOnceAndIsShownOnceOnly() {
        Answer made =
                martin.post(
                        "/api/v1/api-tokens",
                        "{\"name\": \"night\", \"rights\": [\"MANAGE_SIMS\"]}");
        String token = made.json().get("token").asString();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        Answer me = server.as(token).get("/api/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().get("rights").toString()).isEqualTo("[\"MANAGE_SIMS\"]");
        assertThat(martin.get("/api/v1/api-tokens").body()).doesNotContain(token);
    }

    @Test
    void limitedTokenCannotMakeAMightierOne() {
        String reader =
                martin.post("/api/v1/api-tokens", "{\"name\": \"reader\", \"rights\": []}")
                        .json()
                        .get("token")
                        .asString();

        Answer answer =
                server.as(reader)
                        .post(
                                "/api/v1/api-tokens",
                                "{\"name\": \"x\", \"rights\": [\"MANAGE_ROUTES\"]}");

        assertProblem(answer, 422, "content");
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("rights");
    }

    @Test
    void rightThatDoesNotExistIsNamed() {
        Answer answer =
                martin.post("/api/v1/api-tokens", "{\"name\": \"x\", \"rights\": [\"FLY\"]}");

        assertProblem(answer, 422, "content");
        assertThat(answer.json().get("errors").get(0).get("field").asString()).startsWith("rights");
    }

    @Test
    void revokedTokenEndsBeforeItsAnswerArrives() {
        Answer made = martin.post("/api/v1/api-tokens", "{\"name\": \"short\", \"rights\": []}");
        String id = made.json().at("/record/id").asString();

        martin.send("DELETE", "/api/v1/api-tokens/" + id, null);

        assertProblem(
                server.as(made.json().get("token").asString()).get("/api/v1/me"), 401, "token");
    }
}
