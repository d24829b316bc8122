package io.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.accounts.Right;
import io.passerelle.api.ApiClient.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that can be wrong with a request, and what the API says to it. */
@ExtendWith(ApiServer.Extension.class)
class ProblemsTest {

    private final ApiServer server;
    private final ApiClient martin;

    ProblemsTest(ApiServer server) {
        this.server = server;
        this.martin = server.as(server.martin.token());
    }

    @Test
    void requestWithoutTokenIsUnauthorizedAndToldTheScheme() {
        Answer answer = server.as("").get("/api/v1/sims");

        assertProblem(answer, 401, "no-token");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void wrongTokenIsUnauthorizedAndInvalid() {
        Answer answer = server.as("psr_wrong").get("/api/v1/sims");

        assertProblem(answer, 401, "token");
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void tokenInAddressIsRefusedEvenWhenRight() {
        Answer answer = server.as("").get("/api/v1/sims?access_token=" + server.martin.token());

        assertProblem(answer, 400, "token-in-address");
    }

    @Test
    void revokedTokenIsUnauthorizedAtOnce() {
        String token = server.token(server.martin.account());
        String id = last(server.as(token).get("/api/v1/api-tokens").json().get("items"));
        assertThat(martin.send("DELETE", "/api/v1/api-tokens/" + id, null).status()).isEqualTo(204);

        io.passerelle.testing.Eventually.eventually(
                () -> assertProblem(server.as(token).get("/api/v1/me"), 401, "token"));
    }

    private static String last(tools.jackson.databind.JsonNode items) {
        return items.get(0).get("id").asString(); // newest first
    }

    @Test
    void malformedJsonIsBadRequestWithItsPlace() {
        Answer answer = martin.post("/api/v1/groups", "{\n  \"name\": nonsense\n}");

        assertProblem(answer, 400, "json");
        assertThat(answer.json().get("line").asInt()).isEqualTo(2);
    }

    @Test
    void propertyNobodyKnowsIsNamed() {
        Answer answer = martin.post("/api/v1/groups", "{\"name\": \"x\", \"nmae\": 1}");

        assertProblem(answer, 422, "content");
        assertThat(field(answer)).isEqualTo("nmae");
        assertThat(code(answer)).isEqualTo("property.unknown");
    }

    @Test
    void valueOfAnotherKindIsNamed() {
        Answer answer =
                martin.post("/api/v1/groups", "{\"name\": \"x\", \"maxConnections\": \"many\"}");

        assertProblem(answer, 422, "content");
        assertThat(field(answer)).isEqualTo("maxConnections");
    }

    @Test
    void missingPropertyIsNamed() {
        Answer answer = martin.post("/api/v1/groups", "{}");

        assertProblem(answer, 422, "content");
        assertThat(field(answer)).isEqualTo("name");
        assertThat(code(answer)).isEqualTo("required");
    }

    @Test
    void refusalOfTheServiceIsToldPerField() {
        Answer answer = martin.post("/api/v1/groups", "{\"name\": \"\", \"maxConnections\": 0}");

        assertProblem(answer, 422, "content");
        assertThat(answer.json().get("errors")).hasSize(2);
    }

    @Test
    void frenchReaderGetsFrenchText() {
        Answer answer =
                martin.post("/api/v1/groups", "{}", "Accept-Language", "fr-FR,fr;q=0.9,en;q=0.5");

        assertThat(answer.json().get("title").asString()).isEqualTo("Contenu refusé");
        assertThat(answer.header("Content-Language")).isEqualTo("fr");
    }

    @Test
    void queryParameterNobodyKnowsIsBadRequest() {
        assertProblem(martin.get("/api/v1/sims?statsu=ACTIVE"), 400, "query");
        assertProblem(martin.get("/api/v1/me?x=1"), 400, "query");
        assertProblem(martin.get("/api/v1/sims?sort=colour"), 400, "query");
        assertProblem(martin.get("/api/v1/sims?limit=0"), 400, "query");
        assertProblem(martin.get("/api/v1/sims?limit=501"), 400, "query");
        assertProblem(martin.get("/api/v1/sims?status=HAPPY"), 400, "query");
    }

    @Test
    void methodNobodyServesIsNotAllowed() {
        Answer answer = martin.send("DELETE", "/api/v1/sims", null);

        assertProblem(answer, 405, "method");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void otherMediaTypeIsNotSupported() {
        assertProblem(
                martin.post("/api/v1/groups", "<a/>", "Content-Type", "application/xml"),
                415,
                "media-type");
        assertProblem(martin.get("/api/v1/sims", "Accept", "image/png"), 406, "not-acceptable");
    }

    @Test
    void longBodyIsTooLarge() {
        String name = "x".repeat(1_100_000);

        assertProblem(
                martin.post("/api/v1/groups", "{\"name\":\"" + name + "\"}"), 413, "too-large");
    }

    @Test
    void unknownAddressIsNotFound() {
        assertProblem(martin.get("/api/v1/simz"), 404, "path");
        assertProblem(martin.get("/api/v2"), 404, "path");
    }

    @Test
    void idThatIsNoneIsNotFound() {
        assertProblem(martin.get("/api/v1/sims/17"), 404, "not-found");
        assertProblem(martin.get("/api/v1/sims/" + UUID.randomUUID()), 404, "not-found");
    }

    @Test
    void missingRightIsForbiddenAndNamed() {
        ApiClient limited = server.as(server.token(server.martin.account(), Right.MANAGE_ROUTES));

        Answer answer = limited.post("/api/v1/groups", "{\"name\": \"x\"}");

        assertProblem(answer, 403, "right");
        assertThat(answer.json().get("right").asString()).isEqualTo("MANAGE_SIMS");
    }

    @Test
    void pageOfAnotherOriginIsNotLetIn() {
        Answer answer = martin.get("/api/v1/me", "Origin", "https://elsewhere.example");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString())
                .isEqualTo("urn:passerelle:problem:" + type);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("title").asString()).isNotBlank();
        assertThat(answer.json().get("detail").asString()).doesNotStartWith("problem.");
        assertThat(answer.json().get("instance").asString()).startsWith("/api/");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at io.");
    }

    private static String field(Answer answer) {
        return answer.json().get("errors").get(0).get("field").asString();
    }

    private static String code(Answer answer) {
        return answer.json().get("errors").get(0).get("code").asString();
    }
}
