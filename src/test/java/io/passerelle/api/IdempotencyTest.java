package io.passerelle.api;

import static io.passerelle.api.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Creates that are safe to repeat. */
@ExtendWith(ApiServer.Extension.class)
class IdempotencyTest {

    private final ApiServer server;
    private final ApiClient martin;

    IdempotencyTest(ApiServer server) {
        this.server = server;
        this.martin = server.as(server.martin.token());
    }

    @Test
    void repeatedCreateGivesTheSameAnswerAndMakesOneObject() {
        String key = UUID.randomUUID().toString();
        String name = "Once " + key;

        Answer first = create(key, name);
        Answer second = create(key, name);

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(found(name)).isEqualTo(1);
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        String key = UUID.randomUUID().toString();
        create(key, "First " + key);

        assertProblem(create(key, "Second " + key), 422, "idempotency-other");
        assertThat(found("Second " + key)).isZero();
    }

    @Test
    void keyOfSomebodyElseIsAnotherKey() {
        String key = UUID.randomUUID().toString();
        create(key, "Mine " + key);
        Answer theirs =
                server.as(server.dupont.token())
                        .post("/api/v1/groups", body("Mine " + key), "Idempotency-Key", key);

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void refusedCreateLeavesTheKeyFree() {
        String key = UUID.randomUUID().toString();

        assertProblem(create(key, ""), 422, "content");
        assertThat(create(key, "Repaired " + key).status()).isEqualTo(201);
    }

    @Test
    void manyAtOnceMakeOneObject() throws Exception {
        String key = UUID.randomUUID().toString();
        String name = "Race " + key;
        List<Future<Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> create(key, name)));
            }
        }
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(201);
        }
        assertThat(found(name)).isEqualTo(1);
    }

    @Test
    void answerWithATokenIsKeptSealed() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"sealed\", \"rights\": []}";
        Answer first = martin.post("/api/v1/api-tokens", body, "Idempotency-Key", key);
        String token = first.json().get("token").asString();

        assertThat(martin.post("/api/v1/api-tokens", body, "Idempotency-Key", key).body())
                .isEqualTo(first.body());
        String kept =
                server.store()
                        .fetchSingle("select body from idempotent_answer where key = ?", key)
                        .get(0, String.class);
        assertThat(kept).isNotEmpty().doesNotContain(token);
    }

    @Test
    void keyThatCannotBeOneIsBadRequest() {
        assertProblem(create("x".repeat(201), "Long"), 400, "idempotency-key");
        assertProblem(
                martin.send("GET", "/api/v1/me", null, "Idempotency-Key", "k"),
                400,
                "idempotency-key");
    }

    private Answer create(String key, String name) {
        return martin.post("/api/v1/groups", body(name), "Idempotency-Key", key);
    }

    private static String body(String name) {
        return "{\"name\": \"" + name + "\"}";
    }

    private int found(String name) {
        return server.store()
                .fetchSingle("select count(*) from sim_group where name = ?", name)
                .get(0, Integer.class);
    }
}
