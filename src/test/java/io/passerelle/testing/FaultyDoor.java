package io.passerelle.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * A TCP port in front of another that can be slow, or swallow everything: connections are accepted,
 * bytes go in, nothing ever comes out.
 */
final class FaultyDoor implements AutoCloseable {

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    private final ServerSocket door;
    private final IntSupplier target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowing;
    private volatile long delayNanos;

    /**
     * @param target the port of 127.0.0.1 behind it, asked at every connection
     */
    FaultyDoor(IntSupplier target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void swallow(boolean swallow) {
        swallowing = swallow;
    }

    /** How long every answer takes longer. */
    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            awaitPassage();
            try (var server = new Socket("127.0.0.1", target.getAsInt())) {
                open.add(server);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                pump(server, client, true);
            }
        } catch (IOException refused) {
            // the client's connection ends too
        } finally {
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to, boolean slowly) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage();
                if (slowly && delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side ended, and so does the other
        }
    }

    private void awaitPassage() {
        while (swallowing && !door.isClosed()) {
            LockSupport.parkNanos(LOOK);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
