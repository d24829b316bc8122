package io.passerelle.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Frames as MQTT 3.1.1 lays them out. */
class MqttPacketTest {

    @Test
    void connectLooksAsTheStandardSays() throws IOException {
        assertThat(hex(MqttPacket.connect("d1", 60)))
                .isEqualTo("100e00044d51545404" + "02003c" + "00026431");
    }

    @Test
    void publishAtLeastOnceIsAnsweredWithItsPacketIdentifier() throws IOException {
        var publish = MqttPacket.publish("t/1", 258, "x");
        assertThat(hex(publish)).isEqualTo("3208" + "0003742f31" + "0102" + "78");
        assertThat(hex(publish.answer().orElseThrow())).isEqualTo("40020102");
    }

    @Test
    void connectAndPingAreAnswered() throws IOException {
        assertThat(hex(MqttPacket.connect("d1", 60).answer().orElseThrow())).isEqualTo("20020000");
        assertThat(hex(MqttPacket.empty(MqttPacket.PINGREQ).answer().orElseThrow()))
                .isEqualTo("d000");
    }

    @Test
    void longBodyHasALengthOfSeveralDigits() throws IOException {
        var packet = new MqttPacket(MqttPacket.PUBLISH, 0, new byte[321]);
        assertThat(hex(packet)).startsWith("30c102");
        var read = MqttPacket.read(new ByteArrayInputStream(bytes(packet))).orElseThrow();
        assertThat(read.body()).hasSize(321);
    }

    @Test
    void publishTooShortForItsTopicIsAnError() {
        var packet = new MqttPacket(MqttPacket.PUBLISH, 2, new byte[] {0, 9, 1});
        assertThatThrownBy(packet::answer).isInstanceOf(IOException.class);
    }

    @Test
    void lengthBeyondTheLimitIsRefused() {
        byte[] bytes = HexFormat.of().parseHex("30ffffff7f");
        assertThatThrownBy(() -> MqttPacket.read(new ByteArrayInputStream(bytes)))
                .isInstanceOf(IOException.class);
    }

    private static String hex(MqttPacket packet) throws IOException {
        return HexFormat.of().formatHex(bytes(packet));
    }

    private static byte[] bytes(MqttPacket packet) throws IOException {
        var out = new ByteArrayOutputStream();
        packet.write(out);
        return out.toByteArray();
    }
}
