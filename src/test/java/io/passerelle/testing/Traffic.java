package io.passerelle.testing;

import io.passerelle.simulator.listen.PacketSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Terminals that sign on, send something to a server behind the gateway, report and sign off, again
 * and again, as fast as they are answered; and a tally of everything that was acknowledged to them.
 */
public final class Traffic implements AutoCloseable {

    private static final String HELLO = "hello\n";
    private static final int REPORTS = 6;
    private static final long STEP = 1_000;

    private final TestNas nas;
    private final InetSocketAddress gateway;
    private final List<Thread> terminals = new ArrayList<>();
    private final Tally tally = new Tally();
    private volatile boolean going = true;

    /**
     * What was acknowledged.
     *
     * @param sessions started
     * @param records of accounting, all kinds
     * @param octets reported last, summed over all sessions
     * @param connections that carried an answer
     * @param unanswered sign-ons, records and connections that were not
     * @param slowest answer to an accounting record in milliseconds
     */
    public record Totals(
            long sessions,
            long records,
            long octets,
            long connections,
            long unanswered,
            long slowest) {}

    private static final class Tally {
        private final LongAdder sessions = new LongAdder();
        private final LongAdder records = new LongAdder();
        private final LongAdder octets = new LongAdder();
        private final LongAdder connections = new LongAdder();
        private final LongAdder unanswered = new LongAdder();
        private final AtomicLong slowest = new AtomicLong();
    }

    /**
     * Sets the terminals going.
     *
     * @param sims one terminal each
     * @param inputPort the gateway's port of a route to an {@link Echo}
     */
    public static Traffic of(
            RunningPasserelle passerelle,
            TestOperator operator,
            List<TestSim> sims,
            int inputPort) {
        return new Traffic(TestNas.of(passerelle, operator), passerelle.gateway(inputPort), sims);
    }

    private Traffic(TestNas nas, InetSocketAddress gateway, List<TestSim> sims) {
        this.nas = nas;
        this.gateway = gateway;
        for (TestSim sim : sims) {
            terminals.add(Thread.ofVirtual().name(sim.iccid()).start(() -> live(sim)));
        }
    }

    /** What was acknowledged until now. */
    public Totals totals() {
        return new Totals(
                tally.sessions.sum(),
                tally.records.sum(),
                tally.octets.sum(),
                tally.connections.sum(),
                tally.unanswered.sum(),
                tally.slowest.get());
    }

    /** Waits until so many more accounting records have been acknowledged. */
    public void goesOnFor(long records) {
        long enough = tally.records.sum() + records;
        Eventually.until(
                records + " more records are acknowledged", () -> tally.records.sum() >= enough);
    }

    /** Lets every terminal sign off, and tells what was acknowledged to all of them. */
    public Totals ends() {
        close();
        return totals();
    }

    @Override
    public void close() {
        going = false;
        try {
            for (Thread terminal : terminals) {
                terminal.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nas.close();
    }

    private void live(TestSim sim) {
        try {
            while (going) {
                Optional<PacketSession> session = nas.asksFor(sim);
                if (session.isEmpty()) {
                    tally.unanswered.increment();
                } else {
                    tally.sessions.increment();
                    tally.records.increment();
                    use(session.get());
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void use(PacketSession session) throws IOException, InterruptedException {
        connect(session.address());
        for (int report = 0; report < REPORTS; report++) {
            session.count(STEP, 0);
            long asked = System.nanoTime();
            boolean last = report == REPORTS - 1;
            boolean acknowledged =
                    last ? session.stop(PacketSession.Cause.USER_REQUEST) : session.interim();
            tally.slowest.accumulateAndGet((System.nanoTime() - asked) / 1_000_000, Math::max);
            (acknowledged ? tally.records : tally.unanswered).increment();
            if (last && acknowledged) {
                tally.octets.add(REPORTS * STEP);
            }
        }
    }

    private void connect(InetAddress address) {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(gateway, 5_000);
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(HELLO.getBytes(StandardCharsets.UTF_8));
            byte[] answer = socket.getInputStream().readNBytes(HELLO.length());
            boolean right = new String(answer, StandardCharsets.UTF_8).equals(HELLO);
            (right ? tally.connections : tally.unanswered).increment();
        } catch (IOException e) {
            tally.unanswered.increment();
        }
    }

    /** A server that says what it is told. */
    public static final class Echo implements AutoCloseable {

        private final ServerSocket server;

        /** Starts on any free port of 127.0.0.1. */
        public Echo() throws IOException {
            server = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
            Thread.ofVirtual().start(this::accept);
        }

        /** How a route names it. */
        public String destination() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> echo(client));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private static void echo(Socket client) {
            try (client) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException reset) {
                // the terminal left
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
