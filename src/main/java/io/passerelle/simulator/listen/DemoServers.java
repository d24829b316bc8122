package io.passerelle.simulator.listen;

import io.passerelle.simulator.DemoServer;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All simulated servers. One of them stops listening every now and then. */
final class DemoServers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoServers.class);
    private static final Duration UP = Duration.ofSeconds(90);
    private static final Duration DOWN = Duration.ofSeconds(25);

    private final Map<DemoServer, SimulatedServer> servers = new EnumMap<>(DemoServer.class);
    private final int firstPort;
    private @Nullable Thread flapping;

    DemoServers(int firstPort, DemoTls tls) {
        this.firstPort = firstPort;
        for (DemoServer server : DemoServer.values()) {
            ServerSocketFactory sockets =
                    server.kind().tls()
                            ? tls.context().getServerSocketFactory()
                            : ServerSocketFactory.getDefault();
            servers.put(
                    server,
                    new SimulatedServer(
                            server.socket(firstPort), sockets, Answers.of(server.kind())));
        }
    }

    /** Opens all of them; one whose port is taken stays closed, and its routes show it. */
    void open() throws IOException {
        for (Map.Entry<DemoServer, SimulatedServer> entry : servers.entrySet()) {
            try {
                entry.getValue().open();
            } catch (BindException taken) {
                LOG.atWarn()
                        .addKeyValue("server", entry.getKey())
                        .addKeyValue("port", entry.getKey().port(firstPort))
                        .log("a simulated server stays closed: somebody else listens on its port");
            }
        }
        flapping = Thread.ofVirtual().name("simulated-flapping").start(this::flap);
    }

    @Override
    public void close() {
        Thread thread = flapping;
        if (thread != null) {
            thread.interrupt();
        }
        servers.values().forEach(SimulatedServer::close);
    }

    private void flap() {
        for (Map.Entry<DemoServer, SimulatedServer> entry : servers.entrySet()) {
            if (entry.getKey().kind() == DemoServer.Kind.FLAPPING_ACQUIRER) {
                flap(entry.getValue());
            }
        }
    }

    private static void flap(SimulatedServer server) {
        try {
            while (true) {
                Thread.sleep(UP.plusSeconds(ThreadLocalRandom.current().nextInt(30)));
                server.close();
                Thread.sleep(DOWN);
                server.open();
            }
        } catch (InterruptedException e) {
            server.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a simulated server could not come back");
        }
    }
}
