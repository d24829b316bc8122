package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.cluster.TwoLinks;
import io.passerelle.testing.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        List<String> command =
                new ArrayList<>(List.of("unshare", "--net", "--kill-child", "--fork"));
        command.addAll(ChildJvm.of(512, TwoLinks.class));
        Process story = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(story.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(story.waitFor()).as(told).isZero();
        assertThat(told).containsAnyOf("encrypted", "this kernel has no ESP");
        System.getLogger("links").log(System.Logger.Level.INFO, told.lines().toList().getLast());
    }
}
