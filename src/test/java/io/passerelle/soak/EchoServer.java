package io.passerelle.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A destination that says back what it hears, on a port it comes back to. */
public final class EchoServer implements AutoCloseable {

    private static final int BACKLOG = 1_000;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAdder accepted = new LongAdder();
    private final int port;
    private volatile ServerSocket listener;

    /** Listens on any free port. */
    public EchoServer() throws IOException {
        listener = listen(0);
        port = listener.getLocalPort();
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** How many connections it took. */
    public long accepted() {
        return accepted.sum();
    }

    /** Refuses what comes from now on; what is open goes on. */
    public void goAway() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again. */
    public void comeBack() throws IOException {
        listener = listen(port);
    }

    @Override
    public void close() throws IOException {
        goAway();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private ServerSocket listen(int at) throws IOException {
        var fresh = new ServerSocket();
        fresh.setReuseAddress(true);
        fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), BACKLOG);
        Thread.ofVirtual().start(() -> accept(fresh));
        return fresh;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                accepted.increment();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException closed) {
                // away, or out of file descriptors for a moment
            }
        }
    }

    private void echo(Socket socket) {
        open.add(socket);
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException gone) {
            // the other side
        } finally {
            open.remove(socket);
        }
    }
}
