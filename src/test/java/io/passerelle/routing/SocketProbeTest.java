package io.passerelle.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.AttemptOutcome;
import io.passerelle.foundation.Addresses;
import io.passerelle.network.EventLoops;
import io.passerelle.network.NetworkSettings;
import io.passerelle.network.Outlet;
import io.passerelle.network.Trial;
import io.passerelle.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a check finds out of a server. */
class SocketProbeTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final EventLoops loops = EventLoops.open(new NetworkSettings(null, 1));
    private final Duration[] timeout = {Duration.ofMillis(300)};
    private final SocketProbe probe = new SocketProbe(() -> timeout[0], new Trial(loops));

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void somebodyListens_isReached() throws IOException {
        try (var server = new ServerSocket(0, 1, HERE)) {
            assertThat(probe(server.getLocalPort(), HealthCheck.TCP))
                    .isEqualTo(AttemptOutcome.CONNECTED);
        }
    }

    @Test
    void nobodyListens_isRefused() {
        assertThat(probe(FreePorts.tcp(), HealthCheck.TCP)).isEqualTo(AttemptOutcome.REFUSED);
    }

    @Test
    void aListenerThatSaysNothing_doesNotServeTls() throws IOException {
        try (var server = new ServerSocket(0, 1, HERE)) {
            assertThat(probe(server.getLocalPort(), HealthCheck.TLS))
                    .isEqualTo(AttemptOutcome.TIMED_OUT);
        }
    }

    @Test
    void byAnEgressLink_theServerSeesItsSourceAndTheOutcomesAreTheSame() throws Exception {
        Outlet link = new Outlet(Addresses.of("127.6.0.1"), "");
        timeout[0] = Duration.ofSeconds(20);
        int port = FreePorts.tcp();
        try (var server = new ServerSocket(port, 1, HERE)) {
            server.setSoTimeout(20_000);
            assertThat(probe(link, port, HealthCheck.TCP)).isEqualTo(AttemptOutcome.CONNECTED);
            try (Socket checked = server.accept()) {
                assertThat(checked.getInetAddress()).isEqualTo(Addresses.of("127.6.0.1"));
            }
        }
        assertThat(probe(link, port, HealthCheck.TCP)).isEqualTo(AttemptOutcome.REFUSED);
        var notHere = new Outlet(Addresses.of("203.0.113.77"), "");
        assertThat(probe(notHere, port, HealthCheck.TCP)).isEqualTo(AttemptOutcome.FAILED);
    }

    private AttemptOutcome probe(int port, HealthCheck check) {
        return probe(Outlet.DEFAULT, port, check);
    }

    private AttemptOutcome probe(Outlet outlet, int port, HealthCheck check) {
        return probe.probe(new InetSocketAddress(HERE, port), outlet, "localhost", check);
    }
}
