package io.passerelle.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.AttemptOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a check finds out of a server. */
class SocketProbeTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final SocketProbe probe = new SocketProbe(() -> Duration.ofMillis(300));

    @Test
    void somebodyListens_isReached() throws IOException {
        try (var server = new ServerSocket(0, 1, HERE)) {
            assertThat(probe(server.getLocalPort(), HealthCheck.TCP))
                    .isEqualTo(AttemptOutcome.CONNECTED);
        }
    }

    @Test
    void nobodyListens_isRefused() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, HERE)) {
            port = server.getLocalPort();
        }
        assertThat(probe(port, HealthCheck.TCP)).isEqualTo(AttemptOutcome.REFUSED);
    }

    @Test
    void aListenerThatSaysNothing_doesNotServeTls() throws IOException {
        try (var server = new ServerSocket(0, 1, HERE)) {
            assertThat(probe(server.getLocalPort(), HealthCheck.TLS))
                    .isEqualTo(AttemptOutcome.TIMED_OUT);
        }
    }

    private AttemptOutcome probe(int port, HealthCheck check) {
        return probe.probe(new InetSocketAddress(HERE, port), "localhost", check);
    }
}
