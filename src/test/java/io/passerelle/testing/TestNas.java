package io.passerelle.testing;

import io.passerelle.simulator.listen.NetworkAccessServer;
import io.passerelle.simulator.listen.PacketSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network access server the operator knows, at an address of its own: it takes
 * Disconnect-Requests on the one port there is for them, whoever else runs stories on this machine.
 */
public final class TestNas implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final NetworkAccessServer server;

    private TestNas(NetworkAccessServer server) {
        this.server = server;
    }

    /** Has it registered, and starts it. */
    public static TestNas of(RunningPasserelle passerelle, TestOperator operator) {
        String address =
                "127.0.%d.%d".formatted(30 + TestProcess.number(), NUMBER.incrementAndGet());
        operator.knowsNas(address + "/32");
        try {
            return new TestNas(
                    new NetworkAccessServer(
                            InetAddress.getByName(address),
                            passerelle.gateway(1812),
                            passerelle.gateway(1813),
                            TestOperator.RADIUS_SECRET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The card's terminal asks once; empty when it is refused, or when nobody answers. */
    public Optional<PacketSession> asksFor(TestSim sim) throws IOException, InterruptedException {
        return server.signOn(sim.subscriber());
    }

    /** The card's terminal asks until it has a session. */
    public PacketSession signsOn(TestSim sim) {
        return Eventually.get(Eventually.PATIENCE, () -> asksFor(sim).orElseThrow());
    }

    @Override
    public void close() {
        server.close();
    }
}
