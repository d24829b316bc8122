package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.store.embedded.PostgresServer;
import io.passerelle.testing.RunningPasserelle;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * A stop leaves nothing behind: no database process, no port, and records are where they belong.
 */
class StoppingStory {

    @Test
    void stopEndsTheDatabaseAndFreesEveryPort() throws IOException {
        RunningPasserelle passerelle = RunningPasserelle.start("--passerelle.simulator.demo=true");
        ProcessHandle postgres =
                ProcessHandle.of(passerelle.bean(PostgresServer.class).pid()).orElseThrow();
        assertThat(postgres.isAlive()).isTrue();
        assertThat(Files.readString(passerelle.data().resolve("demo.env")))
                .contains("API_TOKEN='psr_");

        passerelle.close();

        assertThat(postgres.isAlive()).isFalse();
        assertThat(passerelle.data()).doesNotExist();
        for (int port : new int[] {80, 443, 1883, 8883, 4001, 4010}) {
            try (var free = new ServerSocket()) {
                free.bind(passerelle.gateway(port));
            }
        }
    }
}
