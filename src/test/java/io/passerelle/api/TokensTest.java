package io.passerelle.api;

import static io.passerelle.api.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

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
    void tokenMadeWithAnother_endsWithItAtTheLatest() {
        String end = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS).toString();
        JsonNode parent = made(martin, "[\"MANAGE_SIMS\"]", end);
        ApiClient program = server.as(parent.get("token").asString());

        Answer longer =
                program.post(
                        "/api/v1/api-tokens",
                        "{\"name\": \"x\", \"rights\": [], \"expiresAt\": \"%s\"}"
                                .formatted(Instant.now().plusSeconds(7_200)));
        JsonNode child = made(program, "[]", null);
        JsonNode shorter = made(program, "[]", Instant.now().plusSeconds(60).toString());

        assertProblem(longer, 422, "content");
        assertThat(longer.json().at("/errors/0/field").asString()).isEqualTo("expiresAt");
        assertThat(longer.json().at("/errors/0/detail").asString()).contains(end);
        assertThat(child.at("/record/expiresAt").asString()).isEqualTo(end);
        assertThat(child.at("/record/parentId").asString())
                .isEqualTo(parent.at("/record/id").asString());
        assertThat(Instant.parse(shorter.at("/record/expiresAt").asString()))
                .isBefore(Instant.parse(end));
    }

    @Test
    void tokensMadeWithARevokedOne_endWithIt() {
        JsonNode parent = made(martin, "[]", null);
        JsonNode child = made(server.as(parent.get("token").asString()), "[]", null);
        JsonNode grandchild = made(server.as(child.get("token").asString()), "[]", null);
        JsonNode beside = made(martin, "[]", null);
        assertThat(me(grandchild).status()).isEqualTo(200);

        martin.send("DELETE", "/api/v1/api-tokens/" + parent.at("/record/id").asString(), null);

        assertProblem(me(parent), 401, "token");
        assertProblem(me(child), 401, "token");
        assertProblem(me(grandchild), 401, "token");
        assertThat(me(beside).status()).isEqualTo(200);
        String ended = grandchild.at("/record/id").asString();
        assertThat(server.as(server.operatorToken).get("/api/v1/audit?objectId=" + ended).body())
                .contains("token.create", "token.revoke");
    }

    private static JsonNode made(ApiClient by, String rights, @Nullable String end) {
        Answer answer =
                by.post(
                        "/api/v1/api-tokens",
                        "{\"name\": \"program\", \"rights\": %s, \"expiresAt\": %s}"
                                .formatted(rights, end == null ? "null" : '"' + end + '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private Answer me(JsonNode issued) {
        return server.as(issued.get("token").asString()).get("/api/v1/me");
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
