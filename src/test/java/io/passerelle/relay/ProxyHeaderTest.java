package io.passerelle.relay;

import static io.passerelle.routing.RoutingFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.EndReason;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.network.NetworkSettings;
import io.passerelle.network.ProxyHeader;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.routing.RoutingSettings;
import io.passerelle.testing.Eventually;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that come through a load balancer, which says whose they are. */
class ProxyHeaderTest extends ConnectionCase {

    private static final String BALANCER = "127.65.0.1";
    private static final String VERSION_1 = "PROXY TCP4 " + TERMINAL + " 192.0.2.1 40000 4001\r\n";

    /** Version 2, TCP over IPv4, 127.64.0.1:40000 to 192.0.2.1:4001, one TLV of no meaning. */
    private static final byte[] VERSION_2 =
            HexFormat.of()
                    .parseHex(
                            "0d0a0d0a000d0a515549540a"
                                    + "21110012"
                                    + "7f400001c00002019c400fa1"
                                    + "040003616263");

    @BeforeEach
    void trustTheBalancer() {
        trust(Duration.ofSeconds(20));
    }

    @Test
    void headerOfVersion1_theTerminalIsKnownByItsOwnAddress() throws Exception {
        relays(VERSION_1.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void headerOfVersion2_theTerminalIsKnownByItsOwnAddress() throws Exception {
        relays(VERSION_2);
    }

    private void relays(byte[] header) throws Exception {
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            try (Socket terminal = relay.connect(BALANCER, PORT)) {
                terminal.getOutputStream().write(header, 0, 9);
                terminal.getOutputStream().flush();
                terminal.getOutputStream().write(header, 9, header.length - 9);
                send(terminal, "hello"); // may come in one piece with the header
                try (Socket far = server.accept()) {
                    assertReceives(far, "hello");
                    send(far, "welcome");
                    assertReceives(terminal, "welcome");
                }
            }
            ConnectionRecord record = relay.ended();
            assertThat(record.sourceAddress()).isEqualTo(Addresses.of(TERMINAL));
            assertThat(record.sourcePort()).isEqualTo(40_000);
            assertThat(record.iccid()).isEqualTo("8933");
            assertThat(record.bytesUp()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "PROXY TCP4 127.64.0.1 192.0.2.1 99999 4001\r\n",
                "PROXY TCP4 127.64.0.300 192.0.2.1 40000 4001\r\n",
                "PROXY TCP9 127.64.0.1 192.0.2.1 40000 4001\r\n"
            })
    void noHeader_refusedWithItsOwnReason(String bytes) throws Exception {
        try (Socket terminal = relay.connect(BALANCER, PORT)) {
            send(terminal, bytes);
            assertClosed(terminal);
        }
        ConnectionRecord record = refusal();
        assertThat(record.endReason()).isEqualTo(EndReason.PROXY_HEADER);
        assertThat(record.sourceAddress()).isEqualTo(Addresses.of(BALANCER));
        assertThat(headers(ProxyHeader.Outcome.MALFORMED)).isEqualTo(1);
    }

    @Test
    void connectionEndsBeforeTheHeader_refused() throws Exception {
        try (Socket terminal = relay.connect(BALANCER, PORT)) {
            send(terminal, "PROXY TCP4");
        }
        assertThat(refusal().endReason()).isEqualTo(EndReason.PROXY_HEADER);
        assertThat(headers(ProxyHeader.Outcome.ABSENT)).isEqualTo(1);
    }

    @Test
    void headerDoesNotCome_refusedWhenItIsLate() throws Exception {
        trust(Duration.ofMillis(100));
        try (Socket terminal = relay.connect(BALANCER, PORT)) {
            assertClosed(terminal);
        }
        assertThat(refusal().endReason()).isEqualTo(EndReason.PROXY_HEADER);
        assertThat(headers(ProxyHeader.Outcome.LATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", "\r\n\r\n\0\r\nQUIT\n \0\0\0"})
    void theBalancerAsksForItself_closedWithoutARecord(String header) throws Exception {
        try (Socket check = relay.connect(BALANCER, PORT)) {
            send(check, header);
            assertClosed(check);
        }
        assertThat(headers(ProxyHeader.Outcome.OWN)).isEqualTo(1);
        relay.listeners.writeRefusals();
        assertThat(relay.records).isEmpty();
    }

    @Test
    void headerFromSomebodyElse_isNobodysWord() throws Exception {
        try (Server server = Server.listening()) {
            routeTo(to("127.0.0.1", server.port()));
            String claim = "PROXY TCP4 127.64.9.9 192.0.2.1 40000 4001\r\n";
            try (Socket terminal = relay.connect(TERMINAL, PORT)) {
                send(terminal, claim);
                try (Socket far = server.accept()) {
                    assertReceives(far, claim); // transparent, as every byte
                }
            }
            assertThat(relay.ended().sourceAddress()).isEqualTo(Addresses.of(TERMINAL));
        }
    }

    private ConnectionRecord refusal() throws InterruptedException {
        Eventually.until(
                "it is refused",
                () ->
                        relay.meters
                                        .get("passerelle.connections.ended")
                                        .tag("reason", "proxy_header")
                                        .counter()
                                        .count()
                                == 1);
        Eventually.until(
                "it is written down",
                () -> {
                    relay.listeners.writeRefusals();
                    return !relay.records.isEmpty();
                });
        return relay.ended();
    }

    private double headers(ProxyHeader.Outcome outcome) {
        return relay.meters
                .get("passerelle.relay.proxy.headers")
                .tag("outcome", outcome.key())
                .counter()
                .count();
    }

    private void trust(Duration patience) {
        relay.close();
        relay =
                new RelayHarness(
                        RelayHarness.brisk(),
                        RoutingSettings.usual(),
                        new NetworkSettings(null, 2),
                        EntranceSettings.usual(),
                        new ProxyProtocolSettings(List.of(Cidr.of("127.65.0.0/24")), patience));
        relay.online(TERMINAL, 10);
    }
}
