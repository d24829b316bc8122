package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.PasserelleExtension;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody sends more than there is room for: the others do not notice, and everything counts. */
@ExtendWith(PasserelleExtension.class)
class OverloadStory {

    private static final int CONNECTIONS = 600;
    private static final int REQUESTS = 400;
    private static final int PACKETS = 20_000;

    private final RunningPasserelle passerelle;
    private final TestCustomer customer;
    private final RealRadclient radclient;

    OverloadStory(RunningPasserelle passerelle, TestOperator operator) {
        this.passerelle = passerelle;
        this.customer = operator.welcomes("Affluence").mayReach("127.0.0.0/8");
        this.radclient = new RealRadclient(passerelle, TestOperator.RADIUS_SECRET);
    }

    @Test
    void oneTerminalFloods_anotherIsServedAndEveryConnectionIsCounted() throws Exception {
        String flooding = radclient.signsOn(customer.importsSim("")).address();
        String polite = radclient.signsOn(customer.importsSim("")).address();
        double refusedBefore = metric("ended_total{", "accept_rate");
        double openedBefore = metric("opened_total", "");
        try (var server = TestServer.named("server")) {
            customer.makesRoute(customer.defaultGroup(), 4005, server.destination());
            Eventually.eventually(() -> assertThat(hears(polite)).isEqualTo("server"));
            for (int i = 0; i < CONNECTIONS; i++) {
                knock(flooding);
            }
            assertThat(hears(polite)).isEqualTo("server");
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
        assertThat(metric("ended_total{", "accept_rate") - refusedBefore).isPositive();
        Eventually.eventually(() -> {
            double opened = metric("opened_total", "");
            assertThat(opened - openedBefore).isGreaterThanOrEqualTo(CONNECTIONS);
            assertThat(metric("ended_total{", "") + metric("live", "")).isEqualTo(opened);
        });
    }

    @Test
    void strangersFloodRadius_aCardSignsOn() throws IOException {
        try (var strangers = new DatagramSocket(new InetSocketAddress("127.9.9.9", 0))) {
            byte[] bytes = new byte[64];
            for (int i = 0; i < PACKETS; i++) {
                strangers.send(new DatagramPacket(bytes, bytes.length, passerelle.gateway(1812)));
            }
        }
        TestSim sim = customer.importsSim("");
        assertThat(radclient.signsOn(sim).address()).isNotEmpty();
    }

    @Test
    void programsFloodTheApi_eachIsAnsweredAndTheHealthPageToo() throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String path = i % 20 == 0 ? "/health" : "/api/v1/sims";
            requests.add(() -> get(path).statusCode() + (path.equals("/health") ? 1000 : 0));
        }
        try (ExecutorService programs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : programs.invokeAll(requests)) {
                assertThat(answer.get()).isIn(1200, 200, 429, 503);
            }
        }
        assertThat(get("/api/v1/sims").statusCode()).isEqualTo(200);
    }

    private void knock(String address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(passerelle.gateway(4005));
        } catch (IOException reset) {
            // refused, which is what is counted
        }
    }

    private String hears(String address) {
        try (var terminal = TestTerminal.connects(address, passerelle.gateway(4005))) {
            return String.valueOf(terminal.hears());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private double metric(String name, String label) throws Exception {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("passerelle_connections_" + name))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(passerelle.url() + path))
                        .header("Authorization", "Bearer " + customer.api().token())
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
