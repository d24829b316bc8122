package io.passerelle;

import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    void runs() {
        org.assertj.core.api.Assertions.assertThat(1).isEqualTo(1);
    }
}
