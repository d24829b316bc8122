package io.passerelle.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LengthFramesTest {

    @Test
    void messageWrittenIsTheMessageRead() throws IOException {
        var out = new ByteArrayOutputStream();
        LengthFrames.write(out, new byte[] {1, 2, 3});
        assertThat(out.toByteArray()).containsExactly(0, 3, 1, 2, 3);
        assertThat(LengthFrames.read(new ByteArrayInputStream(out.toByteArray())))
                .hasValueSatisfying(message -> assertThat(message).containsExactly(1, 2, 3));
    }

    @Test
    void endBetweenMessagesIsTheEndAndNoError() throws IOException {
        assertThat(LengthFrames.read(new ByteArrayInputStream(new byte[0]))).isEmpty();
    }

    @Test
    void endInsideAMessageIsAnError() {
        assertThatThrownBy(() -> LengthFrames.read(new ByteArrayInputStream(new byte[] {0, 3, 1})))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void lengthBeyondTheLimitIsRefusedBeforeAnythingIsKept() {
        assertThatThrownBy(() ->
                        LengthFrames.read(
                                new ByteArrayInputStream(new byte[] {(byte) 0xff, (byte) 0xff})))
                .hasMessageContaining("65535");
    }
}
