package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.SignalledProcess;
import io.passerelle.testing.ChildJvm;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestDatabase;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real process is told by signals: HUP reloads, TERM stops it in order, and a second TERM ends
 * what is left at once, which the records say. Another node of the same database watches.
 */
class SecondSignalStory {

    private static final int PORT = 4007;
    private static final int TERMINATED = 143;
    private static final Duration STARTED = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir private Path folder;

    private final int shift = FreePorts.shift();
    private final int http = FreePorts.tcp();

    @Test
    void secondTerm_endsOpenConnectionsAtOnceAndSaysSo() throws Exception {
        TestDatabase.Address database = TestDatabase.freshAddress();
        try (var watching =
                        RunningPasserelle.start(
                                "--passerelle.store.url=" + database.url(),
                                "--passerelle.store.user=" + database.user(),
                                "--passerelle.store.password=" + database.password(),
                                "--passerelle.gateway.node=watching",
                                "--passerelle.relay.enabled=false");
                var server = TestServer.named("server")) {
            TestOperator operator = TestOperator.of(watching);
            operator.knowsNas("127.0.0.1/32");
            operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.83.0.0/16");
            TestCustomer customer = operator.welcomes("Signaux").mayReach("127.0.0.0/8");
            customer.makesRoute(customer.defaultGroup(), PORT, server.destination());
            TestSim sim = customer.importsSim("");
            Files.copy(watching.data().resolve("secret.key"), folder.resolve("secret.key"));
            Process process = start(database);
            try {
                Eventually.within(STARTED, () -> assertThat(ready()).isEqualTo(200));
                var radclient = new RealRadclient(this::at, TestOperator.RADIUS_SECRET);
                String address = Eventually.get(SOON, () -> radclient.signsOn(sim)).address();
                stopsTwice(process, customer, address);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private void stopsTwice(Process process, TestCustomer customer, String address)
            throws Exception {
        try (var terminal = TestTerminal.connects(address, at(PORT))) {
            assertThat(terminal.hears()).isEqualTo("server");
            signal("HUP", process);
            terminal.says("reloaded?");
            assertThat(terminal.hears()).isEqualTo("reloaded?");

            signal("TERM", process);
            Eventually.until("it says that it is not ready", () -> ready() == 503);
            terminal.says("still carried?");
            assertThat(terminal.hears()).isEqualTo("still carried?");

            signal("TERM", process);
            assertThat(terminal.hears()).isNull();
        }
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        JsonNode record =
                customer.sees(1, "/connections?endReason=gateway_stopped", SOON).getFirst();
        assertThat(record.get("node").asString()).isEqualTo("signalled");
    }

    private Process start(TestDatabase.Address database) throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.of(384, SignalledProcess.class));
        command.addAll(database.settings());
        command.addAll(
                List.of(
                        "--passerelle.data=" + folder,
                        "--passerelle.store.connections=8",
                        "--passerelle.gateway.node=signalled",
                        "--passerelle.gateway.port-shift=" + shift,
                        "--passerelle.relay.drain=5m",
                        "--passerelle.relay.stop-pause=5m",
                        "--server.port=" + http,
                        "--logging.threshold.console=WARN"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("signalled.log").toFile())
                .start();
    }

    private static void signal(String name, Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private InetSocketAddress at(int fieldPort) {
        return new InetSocketAddress("127.0.0.1", fieldPort + shift);
    }

    private int ready() {
        try {
            var ask =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + http + "/ready")
                                    .toURL()
                                    .openConnection();
            ask.setConnectTimeout(1_000);
            ask.setReadTimeout(1_000);
            return ask.getResponseCode();
        } catch (IOException nobody) {
            return 0;
        }
    }
}
