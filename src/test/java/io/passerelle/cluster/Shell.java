package io.passerelle.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Runs an administrator's commands. */
final class Shell {

    private Shell() {}

    /** Runs it, its words apart by spaces. */
    static void run(String command) {
        run(Arrays.asList(command.split(" ")), "");
    }

    /**
     * Runs it.
     *
     * @throws AssertionError with what it said when it fails
     */
    static void run(List<String> command, String input) {
        told(command, input);
    }

    /** Runs it and returns what it said. */
    static String ask(String command) {
        return told(Arrays.asList(command.split(" ")), "");
    }

    private static String told(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + input + "\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
