package io.passerelle.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.routing.Destination;
import io.passerelle.routing.RoutingFixture;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of a terminal's connection share: one relay, one terminal that is online. */
abstract class ConnectionCase {

    static final String TERMINAL = "127.64.0.1";
    static final int PORT = 4001;

    RelayHarness relay = new RelayHarness(RelayHarness.brisk());

    @BeforeEach
    void online() {
        relay.online(TERMINAL, 10);
    }

    @AfterEach
    void everythingIsGivenBack() {
        relay.close();
        assertThat(relay.limits.open()).as("places taken").isZero();
        assertThat(relay.limits.counted()).as("cards and groups counted").isZero();
        assertThat(relay.live.count()).as("live").isZero();
    }

    void restart(RelaySettings settings) {
        relay.close();
        relay = new RelayHarness(settings);
        relay.online(TERMINAL, 10);
    }

    void routeTo(Destination... destinations) {
        routeTo(3600, destinations);
    }

    void routeTo(int idleSeconds, Destination... destinations) {
        relay.route(
                RoutingFixture.route(
                        relay.organisation, relay.group, PORT, idleSeconds, destinations));
    }

    ConnectionRecord refused(String address) throws Exception {
        try (Socket terminal = relay.connect(address, PORT)) {
            assertClosed(terminal);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset"); // faster than the connect returned
        }
        relay.listeners.writeRefusals();
        return relay.ended();
    }

    static void assertClosed(Socket socket) {
        int read;
        try {
            read = socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException stillOpen) {
            throw new AssertionError("still open", stillOpen);
        } catch (IOException reset) {
            return;
        }
        assertThat(read).isEqualTo(-1);
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static void assertReceives(Socket socket, String text) throws IOException {
        assertThat(socket.getInputStream().readNBytes(text.length())).asString().isEqualTo(text);
    }
}
