package io.passerelle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TestProcessTest {

    @Test
    void twoThatLiveAtATime_haveNumbersOfTheirOwn() throws Exception {
        try (Another first = new Another();
                Another second = new Another()) {
            assertThat(first.number).isNotEqualTo(second.number).isNotEqualTo(TestProcess.number());
            assertThat(second.number).isNotEqualTo(TestProcess.number());
        }
    }

    private static final class Another implements AutoCloseable {

        private final Process process;
        private final int number;

        Another() throws IOException {
            process = new ProcessBuilder(ChildJvm.of(32, TestProcess.class)).start();
            var said =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            number = Integer.parseInt(said.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
