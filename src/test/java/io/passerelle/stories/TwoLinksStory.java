package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.cluster.TwoLinks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Two egress links to one customer, a tunnel and a leased line, in a network namespace of their own
 * (M2M-27): {@link TwoLinks}. Making namespaces takes root; a build server has to have it. The
 * tunnel is IPsec, by the kernel or, where it has no ESP, by strongSwan in user space; without
 * either it is a wire with policy routing, and the story says so.
 */
class TwoLinksStory {

    @Test
    void twoLinks_carryAndReplaceEachOther() throws Exception {
        boolean mayMakeNamespaces =
                new ProcessBuilder("unshare", "--net", "true").start().waitFor() == 0;
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(mayMakeNamespaces, "only root can make network namespaces");
        }
        assertThat(mayMakeNamespaces).as("network namespaces can be made").isTrue();
        Process story =
                new ProcessBuilder(
                                "unshare",
                                "--net",
                                "--kill-child",
                                "--fork",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TwoLinks.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String told = new String(story.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(story.waitFor()).as(told).isZero();
        assertThat(told).containsAnyOf("encrypted", "this kernel has no ESP");
        System.getLogger("links").log(System.Logger.Level.INFO, told.lines().toList().getLast());
    }
}
