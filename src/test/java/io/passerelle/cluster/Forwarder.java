package io.passerelle.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Brings nodes to the database, which listens on the field's loopback only. */
final class Forwarder implements AutoCloseable {

    private final ServerSocket listener;
    private final int to;

    Forwarder(int to) throws IOException {
        this.to = to;
        this.listener = new ServerSocket(0, 100, InetAddress.getByName("0.0.0.0"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            } catch (IOException closed) {
                // the listener, or the database is not there for a moment
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
            }
        } catch (IOException gone) {
            // one of them
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
