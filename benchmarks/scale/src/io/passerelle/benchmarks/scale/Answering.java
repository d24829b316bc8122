package io.passerelle.benchmarks.scale;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that says one letter to everybody. */
final class Answering implements AutoCloseable {

    private final ServerSocket server;
    private final int letter;

    Answering(int letter) throws IOException {
        this.letter = letter;
        this.server = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::answer);
    }

    int port() {
        return server.getLocalPort();
    }

    int letter() {
        return letter;
    }

    private void answer() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(letter);
            } catch (IOException e) {
                // closed, or whoever asked has gone
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
