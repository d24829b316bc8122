package io.passerelle.sessions.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The real radclient, of FreeRADIUS. */
final class Radclient {

    private static final long PATIENCE_SECONDS = 20;

    private final int port;
    private final String secret;

    Radclient(int port, String secret) {
        this.port = port;
        this.secret = secret;
    }

    static boolean isHere() {
        try {
            Process version =
                    new ProcessBuilder("radclient", "-v").redirectErrorStream(true).start();
            return version.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Sends one request, once, and returns all radclient prints of it and its answer. */
    String send(String command, String attributes) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "radclient",
                                "-x",
                                "-r",
                                "1",
                                "-t",
                                "5",
                                "127.0.0.1:" + port,
                                command,
                                secret)
                        .redirectErrorStream(true)
                        .start();
        try (var input = process.getOutputStream()) {
            input.write(attributes.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return output;
    }
}
