package io.passerelle.sessions.wire;

import io.passerelle.sessions.AccessPointRules;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.SignOnAnswer;
import io.passerelle.sessions.wire.RequestReader.Envelope;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Anything a network access server, or somebody with its address, may send: never a mistake of
 * ours, and always an answer that is a packet itself.
 */
public final class RadiusFuzz {

    private static final byte[] SECRET = "xyzzy5461".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZEROS = new byte[RadiusPacket.AUTHENTICATOR_LENGTH];
    private static final UUID ID = new UUID(1, 2);
    private static final Envelope ENVELOPE =
            new Envelope(
                    ID,
                    InetAddress.getLoopbackAddress(),
                    SECRET,
                    Instant.parse("2026-11-21T10:00:00Z"));

    private RadiusFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        take(input.clone());
        take(withRightLength(input));
    }

    private static void take(byte[] bytes) {
        if (!(RadiusDecoder.decode(bytes) instanceof Decoded.Packet packet)) {
            return;
        }
        RadiusPacket content = packet.content();
        require(packet.bytes().length <= RadiusDecoder.LONGEST, "longer than a packet");
        Signatures.digestRequestMatches(packet.bytes(), SECRET);
        Signatures.messageAuthenticator(packet.bytes(), content.authenticator(), SECRET);
        Signatures.messageAuthenticator(packet.bytes(), ZEROS, SECRET);
        Signatures.answerMatches(packet.bytes(), content.authenticator(), SECRET);
        RequestReader.signOn(content, ENVELOPE);
        RequestReader.report(content, ENVELOPE);
        RequestReader.restart(content, ENVELOPE);
        RequestReader.isAboutNothingKept(content);
        answers(content);
    }

    private static void answers(RadiusPacket request) {
        isPacket(AnswerWriter.accounting(request, SECRET));
        isPacket(AnswerWriter.status(request, true, SECRET));
        isPacket(AnswerWriter.status(request, false, SECRET));
        isPacket(
                AnswerWriter.signOn(
                        request,
                        new SignOnAnswer.Rejected(AuthenticationReason.UNKNOWN_SIM),
                        SECRET));
        isPacket(
                AnswerWriter.signOn(
                        request,
                        new SignOnAnswer.Accepted(
                                ID,
                                InetAddress.getLoopbackAddress(),
                                new AccessPointRules("m2m.example", List.of(), 3_600, 600)),
                        SECRET));
    }

    private static void isPacket(byte[] answer) {
        require(
                RadiusDecoder.decode(answer) instanceof Decoded.Packet,
                "an answer that is no packet");
    }

    /** Most of what a fuzzer makes fails at the length field; this gets it to the attributes. */
    private static byte[] withRightLength(byte[] input) {
        byte[] bytes = Arrays.copyOf(input, Math.max(input.length, RadiusDecoder.SHORTEST));
        bytes[2] = (byte) (bytes.length >>> 8);
        bytes[3] = (byte) bytes.length;
        return bytes;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
