package io.passerelle.simulator.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Any bytes sent to a simulated server: messages, or an end of the connection. */
public final class SimulatorWireFuzz {

    private SimulatorWireFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            var in = new ByteArrayInputStream(input);
            for (Optional<byte[]> m = LengthFrames.read(in); m.isPresent(); ) {
                m = LengthFrames.read(in);
            }
        } catch (IOException endOfConnection) {
            // what a server does with it
        }
        try {
            mqtt(input);
        } catch (IOException endOfConnection) {
            // what a server does with it
        }
    }

    private static void mqtt(byte[] input) throws IOException {
        var in = new ByteArrayInputStream(input);
        while (true) {
            MqttPacket packet = MqttPacket.read(in).orElse(null);
            if (packet == null) {
                return;
            }
            packet.answer();
            var out = new ByteArrayOutputStream();
            packet.write(out);
            MqttPacket again =
                    MqttPacket.read(new ByteArrayInputStream(out.toByteArray())).orElseThrow();
            if (again.type() != packet.type() || !Arrays.equals(again.body(), packet.body())) {
                throw new IllegalStateException("does not read back");
            }
        }
    }
}
