package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.cluster.TwoNodes;
import io.passerelle.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one database, each a process in a network namespace of its own, behind one address
 * (ALL-4): {@link TwoNodes}. Making namespaces takes root; a build server has to have it.
 */
@Tag("punctual")
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
            List<String> command =
                    new ArrayList<>(List.of("unshare", "--net", "--kill-child", "--fork"));
            command.addAll(ChildJvm.of(512, TwoNodes.class));
            command.add(folder.toString());
            Process story = new ProcessBuilder(command).redirectErrorStream(true).start();
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
