package io.passerelle.simulator.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal's life, over and over: sign on, talk, fall silent, sign off. Ends when its thread is
 * interrupted.
 */
final class Terminal implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 15_000;
    private static final Duration INTERIM = Duration.ofSeconds(60);
    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(3);
    private static final Duration LONGEST_SESSION = Duration.ofMinutes(15);

    private final String name;
    private final Subscriber subscriber;
    private final Habit habit;
    private final NetworkAccessServer network;
    private final Surroundings surroundings;

    /**
     * What all terminals share.
     *
     * @param gateway gives the socket of a port
     * @param tls makes TLS of a connection
     * @param signOns how many sign on in a second
     * @param connections how many connections they open in a second
     */
    record Surroundings(
            GatewayPorts gateway, SSLSocketFactory tls, Pace signOns, Pace connections) {}

    /** The gateway as terminals see it. */
    @FunctionalInterface
    interface GatewayPorts {
        InetSocketAddress socket(int port);
    }

    Terminal(
            String name,
            Subscriber subscriber,
            Habit habit,
            NetworkAccessServer network,
            Surroundings surroundings) {
        this.name = name;
        this.subscriber = subscriber;
        this.habit = habit;
        this.network = network;
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        try {
            while (true) {
                surroundings.signOns().await();
                Optional<PacketSession> session = signOn();
                if (session.isPresent()) {
                    live(session.get());
                    pauseSeconds(10, 60);
                } else {
                    pauseSeconds(60, 180); // refused: a terminal tries again, but not at once
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<PacketSession> signOn() throws InterruptedException {
        try {
            return network.signOn(subscriber);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a simulated terminal could not sign on");
            return Optional.empty();
        }
    }

    private void live(PacketSession session) throws InterruptedException {
        long now = System.nanoTime();
        long end =
                now
                        + ThreadLocalRandom.current()
                                .nextLong(SHORTEST_SESSION.toNanos(), LONGEST_SESSION.toNanos());
        long interim = now + INTERIM.toNanos();
        Thread.sleep(ThreadLocalRandom.current().nextInt(200, 4_000));
        while (System.nanoTime() < end && !session.isOver()) {
            surroundings.connections().await();
            connect(session);
            if (System.nanoTime() >= interim) {
                interim = System.nanoTime() + INTERIM.toNanos();
                report(session::interim);
            }
            Thread.sleep(habit.pause());
        }
        // now and then the radio is simply gone, and nobody says good-bye for it
        boolean lost = ThreadLocalRandom.current().nextInt(10) == 0;
        report(() ->
                session.stop(
                        lost
                                ? PacketSession.Cause.LOST_CARRIER
                                : PacketSession.Cause.USER_REQUEST));
    }

    private void connect(PacketSession session) throws InterruptedException {
        try (Socket plain = new Socket()) {
            plain.bind(new InetSocketAddress(session.address(), 0));
            plain.connect(surroundings.gateway().socket(habit.port()), CONNECT_MILLIS);
            plain.setSoTimeout(ANSWER_MILLIS);
            plain.setTcpNoDelay(true);
            try (Socket socket = habit.tls() ? secured(plain) : plain) {
                CountedStreams streams = CountedStreams.of(socket, session);
                habit.talk().hold(name, streams.in(), streams.out());
            }
        } catch (IOException e) {
            // refused, closed, silent: what terminals meet in the field
            LOG.atTrace().setCause(e).log("a simulated connection failed");
        }
    }

    private Socket secured(Socket plain) throws IOException {
        var socket =
                (SSLSocket)
                        surroundings
                                .tls()
                                .createSocket(
                                        plain,
                                        "servers.demo.passerelle.example",
                                        plain.getPort(),
                                        true);
        socket.startHandshake();
        return socket;
    }

    private static void report(Accounting accounting) throws InterruptedException {
        try {
            accounting.send();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a simulated network could not report");
        }
    }

    private static void pauseSeconds(int least, int most) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(least, most)));
    }

    @FunctionalInterface
    private interface Accounting {
        boolean send() throws IOException, InterruptedException;
    }
}
