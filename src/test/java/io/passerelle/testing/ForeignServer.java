package io.passerelle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A web server that nothing of Passerelle started: Python's, with one page. */
public final class ForeignServer implements AutoCloseable {

    private final Process process;
    private final int port;
    private final Path folder;

    private ForeignServer(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /** Starts one whose page {@code /page.txt} says this. */
    public static ForeignServer saying(String text) {
        try {
            Path folder = Files.createTempDirectory("foreign");
            Files.writeString(folder.resolve("page.txt"), text);
            int port = FreePorts.tcp();
            Process process =
                    new ProcessBuilder(
                                    "python3",
                                    "-m",
                                    "http.server",
                                    Integer.toString(port),
                                    "--bind",
                                    "127.0.0.1",
                                    "--directory",
                                    folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Eventually.eventually(() -> connect(port));
            return new ForeignServer(process, port, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a route names it. */
    public String destination() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(folder.resolve("page.txt"));
        Files.deleteIfExists(folder);
    }

    private static void connect(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
        }
    }
}
