package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.soak.EchoServer;
import io.passerelle.soak.Gateway;
import io.passerelle.soak.Kills;
import io.passerelle.soak.Ledger;
import io.passerelle.soak.Load;
import io.passerelle.soak.Totals;
import io.passerelle.testing.ChildJvm;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import io.passerelle.testing.GatewayProcess;
import io.passerelle.testing.KeptServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * kill -9 at any moment: nothing that was acknowledged is lost or doubled, and connections leave
 * their records (M2M-7, M2M-28). The long form is {@code benchmarks/soak/run}.
 */
class KillStory {

    private static final int CARDS = 400;
    private static final int ACCOUNTED = 16;
    private static final int CONNECTED = 8;
    private static final int RECORDS_BETWEEN = 200;
    private static final Duration SETTLE = Duration.ofMinutes(1);

    private final Path folder;
    private final Ledger ledger = new Ledger();

    // Not below the build folder: PostgreSQL, which never runs as root, must be able to get there.
    KillStory() throws IOException {
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "passerelle-kill");
        folder.toFile().setExecutable(true, false);
        KeptServer.unpackIn(folder.resolve("data"));
    }

    @AfterEach
    void forget() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void killedAtAnyMoment_everythingAcknowledgedIsThereOnce() throws Exception {
        try (var server = new EchoServer();
                var gateway =
                        new Gateway(
                                ChildJvm.of(512, GatewayProcess.class),
                                folder.resolve("data"),
                                FreePorts.shift(),
                                CARDS,
                                List.of())) {
            var load = new Load(gateway, ledger, CARDS);
            var kills = new Kills(gateway);
            load.start(
                    "demo-radius-secret",
                    ACCOUNTED,
                    CONNECTED,
                    List.of("127.0.0.1:" + server.port()));

            moreRecords();
            kills.gateway();
            moreRecords();
            kills.database();
            moreRecords();
            kills.both();
            moreRecords();
            load.stop();

            Totals totals =
                    Eventually.get(
                            SETTLE,
                            () -> {
                                Totals now = Totals.of(ledger, gateway);
                                assertThat(now.differences()).isEmpty();
                                return now;
                            });
            System.out.println(kills + "\n" + totals);
            assertThat(totals.cutOff()).as("connections cut off").isPositive();
            assertThat(gateway.asks("/starts?unexpected=true"))
                    .contains("connections_cut", "sessions_open");
            assertThat(gateway.startAnother()).contains("another one already runs on");
            assertThat(gateway.asks("/starts")).as("the first goes on").isNotEmpty();
        }
    }

    private void moreRecords() {
        long enough = ledger.records() + RECORDS_BETWEEN;
        Eventually.until("the load goes on", () -> ledger.records() >= enough);
    }
}
