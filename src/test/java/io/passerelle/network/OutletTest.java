package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection leaves by the outlet it is told to, on every transport. */
class OutletTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private interface Use {
        void of(Trial trial, ServerSocket server) throws IOException;
    }

    private static void on(Transport transport, String address, Use use) throws IOException {
        Assumptions.assumeTrue(transport.obstacle() == null, () -> transport + " is not here");
        try (EventLoops loops = EventLoops.open(new NetworkSettings(transport, 1));
                var server = new ServerSocket(0, 10, Addresses.of(address))) {
            server.setSoTimeout(20_000);
            use.of(new Trial(loops), server);
        }
    }

    private static InetAddress peer(
            Trial trial, ServerSocket server, @Nullable String source, String device)
            throws IOException {
        var to = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        var outlet = new Outlet(source == null ? null : Addresses.of(source), device);
        trial.run(to, outlet, LONG, null);
        try (Socket accepted = server.accept()) {
            return accepted.getInetAddress();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void sourceAddress_isWhatTheServerSees(Transport transport) throws IOException {
        on(
                transport,
                "127.0.0.1",
                (trial, server) -> {
                    assertThat(peer(trial, server, "127.9.8.7", ""))
                            .isEqualTo(Addresses.of("127.9.8.7"));
                    assertThat(peer(trial, server, null, "")).isEqualTo(Addresses.of("127.0.0.1"));
                });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void sourceThisMachineDoesNotHave_isRefusedAtOnce(Transport transport) throws IOException {
        on(
                transport,
                "127.0.0.1",
                (trial, server) ->
                        assertThatThrownBy(() -> peer(trial, server, "203.0.113.77", ""))
                                .isInstanceOf(IOException.class)
                                .hasMessageContaining("ssign requested address"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"IO_URING", "EPOLL"})
    void interfaceOfThisMachine_carriesTheConnection(Transport transport) throws IOException {
        on(
                transport,
                "127.0.0.1",
                (trial, server) -> {
                    assertThat(trial.bindsToDevices()).isTrue();
                    assertThat(peer(trial, server, "127.9.8.7", "lo"))
                            .isEqualTo(Addresses.of("127.9.8.7"));
                    assertThatThrownBy(() -> peer(trial, server, null, "nothere0"))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("nothere0");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"IO_URING", "EPOLL"})
    void ipv6_leavesByItsInterfaceToo(Transport transport) throws IOException {
        on(
                transport,
                "::1",
                (trial, server) ->
                        assertThat(peer(trial, server, "::1", "lo"))
                                .isEqualTo(Addresses.of("::1")));
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = "NIO")
    void jdksTransport_bindsToNoInterfaceAndSaysSo(Transport transport) throws IOException {
        on(
                transport,
                "127.0.0.1",
                (trial, server) -> {
                    assertThat(trial.bindsToDevices()).isFalse();
                    assertThatThrownBy(() -> peer(trial, server, null, "lo"))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("nio");
                });
    }
}
