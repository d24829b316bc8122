package io.passerelle.api;

import static io.passerelle.api.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes that are made only on the version that was read. */
@ExtendWith(ApiServer.Extension.class)
class VersionsTest {

    private final ApiClient martin;
    private String path;
    private String tag;

    VersionsTest(ApiServer server) {
        this.martin = server.as(server.martin.token());
    }

    @BeforeEach
    void group() {
        Answer made = martin.post("/api/v1/groups", change("V" + System.nanoTime()));
        path = made.header("Location");
        tag = made.header("ETag");
    }

    @Test
    void changeOnTheVersionReadIsMadeAndGivesTheNext() {
        Answer changed = martin.send("PUT", path, change("W" + path), "If-Match", tag);

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(martin.get(path).header("ETag")).isEqualTo(changed.header("ETag"));
    }

    @Test
    void changeOnAnOldVersionFailsItsCondition() {
        martin.send("PUT", path, change("X" + path), "If-Match", tag);

        assertProblem(
                martin.send("PUT", path, change("Y" + path), "If-Match", tag), 412, "version");
    }

    @Test
    void changeWithoutConditionIsMade() {
        assertThat(martin.send("PUT", path, change("Z" + path)).status()).isEqualTo(200);
        assertThat(martin.send("PUT", path, change("Z" + path), "If-Match", "*").status())
                .isEqualTo(200);
    }

    @Test
    void objectThatWasReadIsNotSentAgainWhenItIsTheSame() {
        assertThat(martin.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    }

    private static String change(String name) {
        String shortName = name.length() > 80 ? name.substring(0, 80) : name;
        return "{\"name\": \"" + shortName + "\", \"maxConnections\": null}";
    }

    @Test
    void whatWasMadeIsThereForTheNextRequest() {
        for (int i = 0; i < 20; i++) {
            String group =
                    martin.post("/api/v1/groups", change("N" + System.nanoTime()))
                            .json()
                            .get("id")
                            .asString();
            Answer route =
                    martin.post(
                            "/api/v1/routes",
                            "{\"groupId\": \""
                                    + group
                                    + "\", \"inputPort\": 4001,"
                                    + " \"destinations\": [{\"host\": \"8.8.8.8\", \"port\": 53}]}");

            assertThat(route.status()).as(route.toString()).isEqualTo(201);
        }
    }
}
