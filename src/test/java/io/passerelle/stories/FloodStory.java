package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import io.passerelle.testing.RealRadclient;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.TestCustomer;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestServer;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.TestTerminal;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Everybody comes at once to a gateway that is small: those who were there and those who are few
 * are served, page and health are answered, and memory stays as it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodStory {

    private static final int PLACES = 100;
    private static final int TERMINALS = 10;
    private static final int CONNECTIONS_OF_EACH = 30;
    private static final int WEB_PLACES = 60;
    private static final int PACKETS = 20_000;
    private static final int PACKETS_A_SECOND = 1_000;
    private static final int WAVES = 3;
    private static final long MAY_GROW = 48L << 20;

    /** Longer than anybody waits for a page; shorter than never. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int healthPort = FreePorts.tcp();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RunningPasserelle passerelle;
    private TestOperator operator;
    private TestCustomer customer;
    private RealRadclient radclient;

    @BeforeAll
    void start() {
        passerelle =
                RunningPasserelle.start(
                        "--passerelle.relay.max-connections=" + PLACES,
                        "--passerelle.relay.accept-rate=1000000",
                        "--passerelle.relay.accept-burst=1000000",
                        "--passerelle.sessions.radius.packets-per-second=" + PACKETS_A_SECOND,
                        "--server.tomcat.max-connections=" + WEB_PLACES,
                        "--passerelle.web.health-port=" + healthPort);
        operator = TestOperator.of(passerelle);
        operator.knowsNas("127.0.0.1/32");
        operator.knowsNas("127.0.0.2/32");
        operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.81.0.0/16");
        customer = operator.welcomes("Cohue").mayReach("127.0.0.0/8");
        radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @AfterAll
    void stop() {
        http.close();
        passerelle.close();
    }

    @Test
    void manyTerminalsFlood_whoHasNoConnectionIsServedAndMemoryStaysFlat() throws Exception {
        List<String> crowd = new ArrayList<>();
        for (int i = 0; i < TERMINALS; i++) {
            crowd.add(radclient.signsOn(customer.importsSim("")).address());
        }
        String newcomer = radclient.signsOn(customer.importsSim("")).address();
        try (var server = TestServer.named("server")) {
            customer.makesRoute(customer.defaultGroup(), 4005, server.destination());
            Eventually.eventually(() -> assertThat(hears(newcomer)).isEqualTo("server"));
            flood(crowd, newcomer);
            long heap = heapInUse();
            double buffers = metric("passerelle_network_buffers_bytes", "");
            for (int wave = 1; wave < WAVES; wave++) {
                flood(crowd, newcomer);
            }
            assertThat(heapInUse() - heap).as("heap").isLessThan(MAY_GROW);
            assertThat(metric("passerelle_network_buffers_bytes", "") - buffers)
                    .as("buffers")
                    .isLessThan(MAY_GROW);
        }
        Eventually.eventually(() -> {
            double ended = metric("passerelle_connections_ended_total", "");
            double opened = metric("passerelle_connections_opened_total", "");
            assertThat(metric("passerelle_connections_live", "")).isZero();
            assertThat(ended).isEqualTo(opened);
        });
    }

    /** They take every place but the reserved ones and keep them, and come again and again. */
    private void flood(List<String> crowd, String newcomer) throws Exception {
        double refused = metric("passerelle_connections_ended_total", "limit_total");
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS_OF_EACH; i++) {
                for (String address : crowd) {
                    open.add(connect(address, passerelle.gateway(4005)));
                }
            }
            Eventually.eventually(() ->
                    assertThat(metric("passerelle_connections_ended_total", "limit_total"))
                            .isGreaterThan(refused));
            assertThat(hears(newcomer)).isEqualTo("server");
            assertThat(get(passerelle.url() + "/health").statusCode()).isEqualTo(200);
            assertThat(get(passerelle.url() + "/api/v1/sims").statusCode()).isEqualTo(200);
        } finally {
            close(open);
        }
        Eventually.eventually(() -> assertThat(metric("passerelle_connections_live", "")).isZero());
    }

    @Test
    void knownServerFloodsRadius_itIsDroppedAndAnotherIsAnswered() throws Exception {
        TestSim sim = customer.importsSim("");
        try (var known = new DatagramSocket(new InetSocketAddress("127.0.0.2", 0))) {
            byte[] packet = new byte[64];
            packet[0] = 4; // an Accounting-Request, of whatever
            packet[3] = (byte) packet.length;
            for (int i = 0; i < PACKETS; i++) {
                packet[1] = (byte) i;
                packet[20 + i % 40] = (byte) ThreadLocalRandom.current().nextInt();
                known.send(new DatagramPacket(packet, packet.length, passerelle.gateway(1813)));
                known.send(new DatagramPacket(packet, packet.length, passerelle.gateway(1812)));
            }
        }
        assertThat(radclient.signsOn(sim).address()).startsWith("127.81.");
        Eventually.eventually(() ->
                assertThat(metric("passerelle_radius_requests_total", "too_fast")).isPositive());
    }

    @Test
    void oneAddressOpensWebConnectionsAndSaysNothing_theOthersAreAnswered() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * WEB_PLACES; i++) {
                silent.add(connect("127.0.0.5", portal()));
            }
            assertThat(get(passerelle.url() + "/health").statusCode()).isEqualTo(200);
            assertThat(get(passerelle.url() + "/api/v1/sims").statusCode()).isEqualTo(200);
        } finally {
            close(silent);
        }
    }

    @Test
    void everyWebConnectionIsTaken_itsOwnPortStillTellsTheHealth() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * WEB_PLACES; i++) {
                silent.add(connect("127.1." + i + ".1", portal()));
            }
            String health = "http://127.0.0.1:" + healthPort;
            assertThat(get(health + "/health").statusCode()).isEqualTo(200);
            assertThat(get(health + "/ready").statusCode()).isEqualTo(200);
            assertThat(get(health + "/metrics").body()).contains("passerelle_connections_live");
            assertThat(get(health + "/api/v1/sims").statusCode()).isEqualTo(404);
        } finally {
            close(silent);
        }
        Eventually.eventually(() ->
                assertThat(get(passerelle.url() + "/api/v1/sims").statusCode()).isEqualTo(200));
    }

    private InetSocketAddress portal() {
        URI url = URI.create(passerelle.url());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /** Connected, or refused, which is what is counted. */
    private static Socket connect(String from, InetSocketAddress to) throws IOException {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(to, (int) PATIENCE.toMillis());
        } catch (IOException reset) {
            socket.close();
        }
        return socket;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private String hears(String address) {
        try (var terminal = TestTerminal.connects(address, passerelle.gateway(4005))) {
            return String.valueOf(terminal.hears());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private long heapInUse() {
        System.gc();
        var memory = Runtime.getRuntime();
        return memory.totalMemory() - memory.freeMemory();
    }

    private double metric(String name, String label) throws Exception {
        return get("http://127.0.0.1:" + healthPort + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Fails when there is no answer in time. */
    private HttpResponse<String> get(String url) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + customer.api().token())
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
