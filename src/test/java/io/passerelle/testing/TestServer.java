package io.passerelle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that says its name and then repeats what it hears, so that a story can tell which server
 * it reached.
 */
public final class TestServer implements AutoCloseable {

    private final String name;
    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TestServer(String name, ServerSocket listener) {
        this.name = name;
        this.listener = listener;
    }

    /** Starts one on a free port. */
    public static TestServer named(String name) {
        return named(name, InetAddress.getLoopbackAddress());
    }

    /** Starts one on a free port of an address of this machine. */
    public static TestServer named(String name, InetAddress at) {
        return on(name, 0, at);
    }

    /** Starts one on its old port. */
    public static TestServer namedOn(String name, int port) {
        return on(name, port, InetAddress.getLoopbackAddress());
    }

    private static TestServer on(String name, int port, InetAddress at) {
        try {
            var server = new TestServer(name, new ServerSocket(port, 100, at));
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a route names it. */
    public String destination() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    /** How many connections it had. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> repeat(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void repeat(Socket socket) {
        open.add(socket);
        try (socket) {
            socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException gone) {
            open.remove(socket);
        }
    }
}
