package io.passerelle.testing;

import java.nio.file.Path;
import java.util.List;

/** How stories start a Java process of their own: it lives for seconds, and must start soon. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * The command, without what the program is told.
     *
     * @param megabytes its heap at the most
     */
    public static List<String> of(int megabytes, Class<?> program) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + megabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
    }
}
