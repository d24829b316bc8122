package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.store.embedded.PostgresServer;
import io.passerelle.testing.ApiCaller;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.RunningPasserelle;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A stop leaves nothing behind: no database process, no port, and records are where they belong.
 */
class StoppingStory {

    @Test
    void stopEndsTheDatabaseAndFreesEveryPort() throws IOException {
        RunningPasserelle passerelle =
                RunningPasserelle.startWithItsServer(
                        "--passerelle.simulator.demo=true",
                        "--passerelle.webhooks.allow-http=true");
        ProcessHandle postgres =
                ProcessHandle.of(passerelle.bean(PostgresServer.class).pid()).orElseThrow();
        assertThat(postgres.isAlive()).isTrue();
        hasPeopleWhoDoThings(passerelle);

        passerelle.close();

        assertThat(postgres.isAlive()).isFalse();
        assertThat(passerelle.data()).doesNotExist();
        for (int port : new int[] {80, 443, 1883, 8883, 4001, 4010}) {
            try (var free = new ServerSocket()) {
                free.bind(passerelle.gateway(port));
            }
        }
    }

    /** The demo's people use the API, and what they do there is accepted. */
    private static void hasPeopleWhoDoThings(RunningPasserelle passerelle) throws IOException {
        Matcher token =
                Pattern.compile("API_TOKEN='(psr_[^']+)'")
                        .matcher(Files.readString(passerelle.data().resolve("demo.env")));
        assertThat(token.find()).isTrue();
        var operator = new ApiCaller(passerelle.url(), token.group(1));
        Map<String, Integer> done =
                Map.of(
                        "/mobile-operators", 3,
                        "/egress-links", 3,
                        "/webhooks", 2,
                        "/alert-rules", 4,
                        "/orders", 6,
                        "/sim-jobs", 2);
        done.forEach((path, rows) ->
                Eventually.eventually(() ->
                        assertThat(operator.get(path).expect(200).get("items").size())
                                .as(path)
                                .isEqualTo(rows)));
    }
}
