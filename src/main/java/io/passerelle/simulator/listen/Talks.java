package io.passerelle.simulator.listen;

import io.passerelle.simulator.wire.LengthFrames;
import io.passerelle.simulator.wire.MqttPacket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** What simulated terminals say on a connection, from its first byte to its last. */
final class Talks {

    private static final int KEEP_ALIVE_SECONDS = 60;

    private Talks() {}

    /** One to three authorisations, each answered before the next. */
    static void payment(String name, InputStream in, OutputStream out) throws IOException {
        int exchanges = 1 + ThreadLocalRandom.current().nextInt(3);
        for (int i = 0; i < exchanges; i++) {
            LengthFrames.write(out, authorisation(name));
            if (LengthFrames.read(in).isEmpty()) {
                throw new IOException("no answer to an authorisation");
            }
        }
    }

    // Shaped like an ISO 8583 request; there is no card number in it, not even an invented one.
    private static byte[] authorisation(String name) {
        var random = ThreadLocalRandom.current();
        String text =
                "0200%016x%012d%06d%-8.8s%s"
                        .formatted(
                                0x3220_0000_0080_8000L,
                                random.nextInt(150, 25_000),
                                random.nextInt(1_000_000),
                                name,
                                "x".repeat(random.nextInt(40, 200)));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One reading by POST. */
    static void reading(String name, InputStream in, OutputStream out) throws IOException {
        String body =
                "{\"meter\":\"%s\",\"value\":%d}"
                        .formatted(name, ThreadLocalRandom.current().nextInt(1_000_000));
        String request =
                "POST /readings HTTP/1.1\r\nHost: readings.example\r\nContent-Type: application/json\r\n"
                        + "Content-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\nConnection: close\r\n\r\n"
                        + body;
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.flush();
        byte[] answer = new byte[2_048];
        if (in.read(answer) < 12) {
            throw new IOException("no answer to a reading");
        }
    }

    /** A device that stays for a while: messages, pings, and a proper good-bye. */
    static void telemetry(String name, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        MqttPacket.connect(name, KEEP_ALIVE_SECONDS).write(out);
        expect(MqttPacket.CONNACK, in);
        var random = ThreadLocalRandom.current();
        int messages = random.nextInt(10, 40);
        for (int id = 1; id <= messages; id++) {
            Thread.sleep(random.nextInt(3_000, 9_000));
            if (id % 4 == 0) {
                MqttPacket.empty(MqttPacket.PINGREQ).write(out);
                expect(MqttPacket.PINGRESP, in);
            }
            String value =
                    "{\"temperature\":%d.%d}".formatted(random.nextInt(2, 240), random.nextInt(10));
            MqttPacket.publish("devices/" + name, id, value).write(out);
            expect(MqttPacket.PUBACK, in);
        }
        MqttPacket.empty(MqttPacket.DISCONNECT).write(out);
    }

    /** Says something and waits for an answer of any kind, as long as the socket allows. */
    static void question(String name, InputStream in, OutputStream out) throws IOException {
        LengthFrames.write(out, authorisation(name));
        if (in.read() < 0) {
            throw new IOException("closed without an answer");
        }
    }

    private static void expect(int type, InputStream in) throws IOException {
        if (MqttPacket.read(in).filter(packet -> packet.type() == type).isEmpty()) {
            throw new IOException("the broker did not answer");
        }
    }
}
