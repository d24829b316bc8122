package io.passerelle.simulator.listen;

import io.passerelle.simulator.DemoServer;
import io.passerelle.simulator.wire.LengthFrames;
import io.passerelle.simulator.wire.MqttPacket;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How the simulated servers answer: each method serves one connection until its client leaves. */
final class Answers {

    /** The longest body a reading may have, in bytes. */
    private static final int LONGEST_BODY = 65_536;

    private Answers() {}

    /** Serves one connection. */
    @FunctionalInterface
    interface Conversation {
        void hold(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    static Conversation of(DemoServer.Kind kind) {
        return switch (kind) {
            case ACQUIRER, FLAPPING_ACQUIRER -> Answers::acquirer;
            case HTTP, HTTPS -> (in, out) -> http(in, out, "200 OK");
            case BUSY_HTTP -> (in, out) -> http(in, out, "503 Service Unavailable");
            case MQTT, MQTTS -> Answers::broker;
            case SILENT -> Answers::silent;
        };
    }

    // Approves after the time a bank takes; the answer is the request with another type.
    private static void acquirer(InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        Optional<byte[]> request;
        while ((request = LengthFrames.read(in)).isPresent()) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(40, 400));
            byte[] answer = Arrays.copyOf(request.get(), Math.max(request.get().length, 6));
            answer[2] = '1'; // 0200 becomes 0210
            LengthFrames.write(out, answer);
        }
    }

    private static void http(InputStream in, OutputStream out, String status) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        String request;
        while ((request = reader.readLine()) != null && !request.isEmpty()) {
            int length = 0;
            boolean last = false;
            String header;
            while ((header = reader.readLine()) != null && !header.isEmpty()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                }
                last |= lower.startsWith("connection:") && lower.endsWith("close");
            }
            if (length > LONGEST_BODY || reader.skip(length) != length) {
                return;
            }
            out.write(httpAnswer(request, status).getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (last) {
                return;
            }
        }
    }

    private static String httpAnswer(String request, String status) {
        String body =
                "{\"received\":true,\"request\":\"" + request.replaceAll("[\"\\\\]", "") + "\"}\n";
        return "HTTP/1.1 "
                + status
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static void broker(InputStream in, OutputStream out) throws IOException {
        var buffered = new BufferedInputStream(in);
        Optional<MqttPacket> packet;
        while ((packet = MqttPacket.read(buffered)).isPresent()) {
            if (packet.get().type() == MqttPacket.DISCONNECT) {
                return;
            }
            Optional<MqttPacket> answer = packet.get().answer();
            if (answer.isPresent()) {
                answer.get().write(out);
            }
        }
    }

    private static void silent(InputStream in, OutputStream out) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
