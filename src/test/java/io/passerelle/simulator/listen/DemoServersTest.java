package io.passerelle.simulator.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.simulator.DemoServer;
import io.passerelle.testing.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated servers answer the simulated terminals, without a gateway in between. */
class DemoServersTest {

    private final int firstPort = FreePorts.shift() + 20_000;
    private DemoTls tls = DemoTls.make();
    private DemoServers servers = new DemoServers(firstPort, tls);

    DemoServersTest() throws IOException {}

    @BeforeEach
    void open() throws IOException {
        servers.open();
    }

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void acquirerAnswersAPayment() throws Exception {
        try (Socket socket = plain(DemoServer.ACQUIRER_PARIS)) {
            Talks.payment("D1", socket.getInputStream(), socket.getOutputStream());
        }
    }

    @Test
    void readingIsReceivedOverHttpAndOverHttps() throws Exception {
        try (Socket socket = plain(DemoServer.READINGS_NORTH)) {
            Talks.reading("D1", socket.getInputStream(), socket.getOutputStream());
        }
        try (Socket socket = secured(DemoServer.HEAT)) {
            Talks.reading("D1", socket.getInputStream(), socket.getOutputStream());
        }
    }

    @Test
    void brokerBehindTlsShowsTheCertificateTerminalsTrust() throws Exception {
        try (SSLSocket socket = secured(DemoServer.BROKER_TLS)) {
            assertThat(socket.getSession().getPeerPrincipal().getName())
                    .isEqualTo("CN=servers.demo.passerelle.example");
        }
    }

    @Test
    void serverThatClosesRefusesAndComesBack() throws Exception {
        var server =
                new SimulatedServer(
                        new InetSocketAddress("127.0.0.1", FreePorts.tcp()),
                        javax.net.ServerSocketFactory.getDefault(),
                        Answers.of(DemoServer.Kind.SILENT));
        server.open();
        server.close();
        server.open();
        server.close();
    }

    private Socket plain(DemoServer server) throws IOException {
        Socket socket = SocketFactory.getDefault().createSocket();
        socket.connect(server.socket(firstPort), 5_000);
        return socket;
    }

    private SSLSocket secured(DemoServer server) throws IOException {
        Socket plain = plain(server);
        var socket =
                (SSLSocket)
                        tls.context()
                                .getSocketFactory()
                                .createSocket(
                                        plain,
                                        "servers.demo.passerelle.example",
                                        plain.getPort(),
                                        true);
        socket.startHandshake();
        return socket;
    }
}
