package io.passerelle.simulator.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that can be opened and closed at will, a virtual thread per connection. */
final class SimulatedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedServer.class);
    private static final int MOST_CONNECTIONS = 5_000;
    private static final int BACKLOG = 512;
    private static final Duration LET_GO_WITHIN = Duration.ofSeconds(2);

    /** A client that says nothing for so long is gone. */
    private static final int SILENCE_MILLIS = 600_000;

    private final InetSocketAddress address;
    private final ServerSocketFactory sockets;
    private final Answers.Conversation conversation;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;

    SimulatedServer(
            InetSocketAddress address,
            ServerSocketFactory sockets,
            Answers.Conversation conversation) {
        this.address = address;
        this.sockets = sockets;
        this.conversation = conversation;
    }

    /** Listens; does nothing when it already does. */
    synchronized void open() throws IOException {
        if (listener != null) {
            return;
        }
        ServerSocket socket = sockets.createServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        listener = socket;
        acceptor =
                Thread.ofVirtual()
                        .name("simulated-" + address.getPort())
                        .start(() -> accept(socket));
    }

    /** Refuses new connections and resets those it has, as a server that crashed. */
    @Override
    public synchronized void close() {
        closeQuietly(listener);
        listener = null;
        awaitAcceptor();
        open.forEach(SimulatedServer::closeQuietly);
    }

    /** The port is free only when the thread that waits on it has let go of it. */
    private void awaitAcceptor() {
        Thread waiting = acceptor;
        acceptor = null;
        if (waiting == null) {
            return;
        }
        try {
            waiting.join(LET_GO_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                if (!room.tryAcquire()) {
                    connection.close();
                    continue;
                }
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.atDebug().setCause(e).log("a simulated server could not accept");
                }
            }
        }
    }

    private void serve(Socket connection) {
        open.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(SILENCE_MILLIS);
            conversation.hold(connection.getInputStream(), connection.getOutputStream());
        } catch (IOException | RuntimeException e) {
            // Clients that break off or send nonsense are what a server lives with.
            LOG.atDebug().setCause(e).log("a simulated conversation broke off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
            room.release();
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("closing a simulated socket");
        }
    }
}
