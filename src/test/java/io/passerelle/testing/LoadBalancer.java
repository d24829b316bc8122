package io.passerelle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real HAProxy in front of the gateway, which tells in a PROXY header who connects. */
public final class LoadBalancer implements AutoCloseable {

    /** Where the stories' Passerelle believes headers from. */
    public static final String NETWORK = "127.77.0.0/16";

    private static final String ADDRESS = "127.77.0.1";
    private static final String CONFIGURATION =
            """
            defaults
                mode tcp
                timeout connect 5s
                timeout client 30s
                timeout server 30s
            listen terminals
                bind 127.0.0.1:%d
                source %s
                server gateway %s:%d %s
            """;

    private final Process process;
    private final Path configuration;
    private final int port;

    private LoadBalancer(Process process, Path configuration, int port) {
        this.process = process;
        this.configuration = configuration;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param header {@code send-proxy} for version 1, {@code send-proxy-v2} for version 2
     */
    public static LoadBalancer before(InetSocketAddress gateway, String header) {
        try {
            int port = FreePorts.tcp();
            Path file = Files.createTempFile("haproxy", ".cfg");
            Files.writeString(
                    file,
                    CONFIGURATION.formatted(
                            port, ADDRESS, gateway.getHostString(), gateway.getPort(), header));
            Process process =
                    new ProcessBuilder("haproxy", "-db", "-f", file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var balancer = new LoadBalancer(process, file, port);
            Eventually.eventually(balancer::knock);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where terminals connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private void knock() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address(), 1_000);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(configuration);
    }
}
