package io.passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SecondCompilerTest {

    /** Where proc_pid_stat(5) has the policy, counted behind the name. */
    private static final int POLICY = 38;

    @Test
    void standsBackAndGoesOn() throws IOException {
        assumeTrue(!SecondCompiler.threads().isEmpty(), "this JVM has the first one only");
        var compiler = SecondCompiler.standBack();
        assumeTrue(compiler.hasStoodBack(), "nobody may take it back here");

        try {
            for (int thread : SecondCompiler.threads()) {
                assertThat(policy(thread)).isEqualTo("5");
            }
        } finally {
            compiler.goOn();
        }

        for (int thread : SecondCompiler.threads()) {
            assertThat(policy(thread)).isEqualTo("0");
        }
    }

    private static String policy(int thread) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY];
    }
}
