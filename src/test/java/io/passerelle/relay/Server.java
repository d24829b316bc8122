package io.passerelle.relay;

import io.passerelle.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server on loopback that a test steps through by hand. */
final class Server implements AutoCloseable {

    private final ServerSocket socket;
    private final List<Socket> fillers = new ArrayList<>();

    private Server(ServerSocket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(RelayHarness.WAIT);
    }

    static Server listening() throws IOException {
        return new Server(new ServerSocket(FreePorts.tcp(), 100, InetAddress.getLoopbackAddress()));
    }

    /** A server that comes back on its old port. */
    static Server listeningOn(int port) throws IOException {
        return new Server(new ServerSocket(port, 100, InetAddress.getLoopbackAddress()));
    }

    /** A server whose queue is full and never emptied: connects to it are never answered. */
    static Server thatNeverAnswers() throws IOException {
        Server server =
                new Server(new ServerSocket(FreePorts.tcp(), 1, InetAddress.getLoopbackAddress()));
        for (int i = 0; i < 10; i++) {
            Socket filler = new Socket();
            server.fillers.add(filler);
            try {
                filler.connect(new InetSocketAddress("127.0.0.1", server.port()), 100);
            } catch (IOException full) {
                return server;
            }
        }
        throw new IOException("the queue does not fill");
    }

    /** A port that nobody listens on. */
    static int nobody() {
        return FreePorts.tcp();
    }

    int port() {
        return socket.getLocalPort();
    }

    Socket accept() throws IOException {
        Socket accepted = socket.accept();
        accepted.setSoTimeout(RelayHarness.WAIT);
        return accepted;
    }

    @Override
    public void close() throws IOException {
        for (Socket filler : fillers) {
            filler.close();
        }
        socket.close();
    }
}
