package io.passerelle.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A terminal that connects to a server through the gateway, talks a while, and hangs up. */
final class ConnectedTerminal {

    /** Longer than a busy machine keeps anybody waiting: who is cut off is told at once. */
    private static final int PATIENCE_MILLIS = 300_000;

    private static final int BYTES = 100;
    private static final int TURNS_AT_MOST = 40;
    private static final int PAUSE_MILLIS = 50;

    private final Supplier<InetAddress> addresses;
    private final InetSocketAddress gateway;
    private final Ledger ledger;
    private volatile boolean stopping;

    /**
     * @param addresses where it is now
     */
    ConnectedTerminal(Supplier<InetAddress> addresses, InetSocketAddress gateway, Ledger ledger) {
        this.addresses = addresses;
        this.gateway = gateway;
        this.ledger = ledger;
    }

    void live() {
        while (!stopping) {
            InetAddress address = addresses.get();
            try (var socket = new Socket()) {
                socket.bind(new InetSocketAddress(address, 0));
                socket.connect(gateway, PATIENCE_MILLIS);
                socket.setSoTimeout(PATIENCE_MILLIS);
                talk(socket, address);
            } catch (IOException nobodyThere) {
                ledger.unanswered();
                pause();
            }
        }
    }

    /** What is open is closed in order. */
    void stop() {
        stopping = true;
    }

    private void talk(Socket socket, InetAddress address) {
        long sent = 0;
        boolean answered = false;
        boolean cutOff = false;
        byte[] words = new byte[BYTES];
        int turns = ThreadLocalRandom.current().nextInt(1, TURNS_AT_MOST);
        try {
            for (int i = 0; i < turns && !stopping; i++) {
                socket.getOutputStream().write(words);
                sent += words.length;
                if (socket.getInputStream().readNBytes(words.length).length < words.length) {
                    cutOff = true;
                    break;
                }
                answered = true;
                pause();
            }
        } catch (IOException reset) {
            cutOff = true;
        }
        if (answered) {
            ledger.ended(
                    new Ledger.Call(
                            address.getHostAddress() + ":" + socket.getLocalPort(), sent, cutOff));
        } else if (sent > 0) {
            ledger.unanswered();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(
                ThreadLocalRandom.current().nextLong(1, PAUSE_MILLIS * 2L) * 1_000_000L);
    }
}
