package io.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.network.Drain;
import io.passerelle.testing.RunningPasserelle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The settings file changes while everything runs. */
class SettingsReloadTest {

    private static final String LOGGER = "io.passerelle.reloadtest";

    @TempDir private Path folder;

    @Test
    void fileChanges_whatMayIsInForceWhatMayNotIsSaidAndMistakesChangeNothing() throws IOException {
        Path file = folder.resolve("passerelle.yaml");
        write(file, "relay: {accept-rate: 10, total-limit: 1d}", "INFO");
        try (RunningPasserelle passerelle =
                RunningPasserelle.start("--spring.config.additional-location=file:" + file)) {
            SettingsReload reload = passerelle.bean(SettingsReload.class);
            assertThat(reload.reload().applied()).as("nothing has changed").isEmpty();

            write(file, "relay: {accept-rate: 20, max-connections: 5}", "DEBUG");
            SettingsReload.Outcome changed = reload.reload();
            assertThat(changed.problems()).isEmpty();
            assertThat(changed.needRestart()).isEmpty();
            assertThat(changed.applied())
                    .containsExactlyInAnyOrder(
                            "passerelle.relay.accept-rate",
                            "passerelle.relay.max-connections",
                            "passerelle.relay.total-limit",
                            "logging.level." + LOGGER);
            assertThat(LoggerFactory.getLogger(LOGGER).isDebugEnabled()).isTrue();

            write(file, "relay: {accept-rate: 0, drain: soon, colour: red}", "INFO");
            SettingsReload.Outcome refused = reload.reload();
            assertThat(refused.applied()).isEmpty();
            assertThat(refused.problems()).hasSize(2);
            assertThat(refused.problems())
                    .anyMatch(p -> p.startsWith("passerelle.relay.accept-rate"))
                    .anyMatch(p -> p.startsWith("passerelle.relay.colour"));
            assertThat(LoggerFactory.getLogger(LOGGER).isDebugEnabled()).isTrue();

            write(file, "relay: {accept-rate: 20", "INFO");
            assertThat(reload.reload().problems()).as("no YAML").hasSize(1);
            write(file, "relay: &itself [*itself]", "INFO");
            assertThat(reload.reload().problems()).as("without an end").hasSize(1);

            write(
                    file,
                    "relay: {accept-rate: 20, max-connections: 5, max-dialling: 9,"
                            + " stop-pause: 1s}\n"
                            + "  routing: {fall: 7, checks-at-once: 3}\n"
                            + "  network: {proxy-protocol-from: 192.0.2.0/28}",
                    "DEBUG");
            assertThat(reload.reload().applied())
                    .containsExactlyInAnyOrder(
                            "passerelle.relay.max-dialling",
                            "passerelle.relay.stop-pause",
                            "passerelle.routing.fall",
                            "passerelle.routing.checks-at-once",
                            "passerelle.network.proxy-protocol-from");
            write(file, "relay: {accept-rate: 20, max-connections: 5}", "DEBUG");
            assertThat(reload.reload().applied()).hasSize(5);

            write(
                    file,
                    "relay: {accept-rate: 20, max-connections: 5}\n  store: {connections: 9}",
                    "DEBUG");
            SettingsReload.Outcome restart = reload.reload();
            assertThat(restart.applied()).isEmpty();
            assertThat(restart.needRestart()).containsExactly("passerelle.store.connections");
            assertThat(reload.reload().needRestart()).as("said again").hasSize(1);
            assertThat(passerelle.bean(Drain.class).stage()).isEqualTo(Drain.Stage.SERVING);
        }
    }

    private static void write(Path file, String settings, String level) throws IOException {
        Files.writeString(
                file,
                "passerelle:\n  "
                        + settings
                        + "\nlogging.level:\n  "
                        + LOGGER
                        + ": "
                        + level
                        + "\n");
    }
}
