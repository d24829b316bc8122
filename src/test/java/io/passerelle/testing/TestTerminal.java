package io.passerelle.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A terminal with an address of the access point and one connection to the gateway. */
public final class TestTerminal implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader reader;

    private TestTerminal(Socket socket, BufferedReader reader) {
        this.socket = socket;
        this.reader = reader;
    }

    /** Connects from that address. */
    public static TestTerminal connects(String address, InetSocketAddress gateway) {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(gateway, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new TestTerminal(
                    socket,
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line from the server; null when the connection ended. */
    public @Nullable String hears() {
        try {
            return reader.readLine();
        } catch (IOException reset) {
            return null;
        }
    }

    /** Sends a line. */
    public void says(String line) {
        try {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
