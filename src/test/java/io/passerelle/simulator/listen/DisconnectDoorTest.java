package io.passerelle.simulator.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The simulated network takes disconnects from a client nobody here wrote. */
class DisconnectDoorTest {

    private static final String SECRET = "testing123";
    private static final String ADDRESS = "127.0.26.10";

    @Test
    void sessions_areEndedOnce_andStrangersHearNothing() throws Exception {
        try (var ignored =
                new DisconnectDoor(
                        Addresses.of(ADDRESS),
                        SECRET.getBytes(StandardCharsets.UTF_8),
                        "known"::equals)) {
            assertThat(radclient("known", SECRET)).contains("Received Disconnect-ACK");
            assertThat(radclient("other", SECRET))
                    .contains("Received Disconnect-NAK", "Session-Context-Not-Found");
            assertThat(radclient("known", "guessed")).doesNotContain("Received");
        }
    }

    private static String radclient(String session, String secret)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "radclient",
                                "-x",
                                "-r",
                                "1",
                                "-t",
                                "2",
                                ADDRESS + ":3799",
                                "disconnect",
                                secret)
                        .redirectErrorStream(true)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(
                    "Acct-Session-Id = \"%s\"\n"
                            .formatted(session)
                            .getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
