package io.passerelle.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedBuffersTest {

    private static final long GIBIBYTE = 1L << 30;

    @ParameterizedTest
    @CsvSource({"0, 128MB", "1, 128MB", "2, 256MB", "4, 512MB", "8, 1024MB", "256, 1024MB"})
    void eighthOfTheMachine_withinBounds(long gibibytes, String expected) {
        assertThat(SharedBuffers.of(gibibytes * GIBIBYTE)).isEqualTo(expected);
    }
}
