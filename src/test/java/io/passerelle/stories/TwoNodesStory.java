package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.cluster.TwoNodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one database, each a process in a network namespace of its own, behind one address
 * (ALL-4): {@link TwoNodes}. Making namespaces takes root; a build server has to have it.
 */
class TwoNodesStory {

    @Test
    void twoNodes_areOneGatewayAndOneMayDie() throws Exception {
        boolean mayMakeNamespaces =
                new ProcessBuilder("unshare", "--net", "true").start().waitFor() == 0;
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(mayMakeNamespaces, "only root can make network namespaces");
        }
        assertThat(mayMakeNamespaces).as("network namespaces can be made").isTrue();
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "passerelle-two");
        try {
            Process story =
                    new ProcessBuilder(
                                    "unshare",
                                    "--net",
                                    "--kill-child",
                                    "--fork",
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx512m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    TwoNodes.class.getName(),
                                    folder.toString())
                            .redirectErrorStream(true)
                            .start();
            String told = new String(story.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(story.waitFor()).as(told).isZero();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
