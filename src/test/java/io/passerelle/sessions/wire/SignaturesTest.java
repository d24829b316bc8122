package io.passerelle.sessions.wire;

import static io.passerelle.sessions.wire.Frames.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {

    private static final byte[] RFC_SECRET = Frames.text("xyzzy5461");
    private static final byte[] ZEROS = new byte[16];

    @Test
    void rfc2865PapAccept_answersItsRequest() {
        assertThat(answers(Frames.RFC2865_PAP_ACCEPT, Frames.RFC2865_PAP_REQUEST)).isTrue();
    }

    @Test
    void rfc2865PapAccept_doesNotAnswerAnotherRequest() {
        assertThat(answers(Frames.RFC2865_PAP_ACCEPT, Frames.RFC2865_CHAP_REQUEST)).isFalse();
    }

    @Test
    void rfc5997StatusServer_isRightlySigned() {
        assertThat(verdict(Frames.RFC5997_STATUS_SERVER, RFC_SECRET))
                .isEqualTo(Signatures.Verdict.RIGHT);
    }

    @Test
    void rfc5997AccessAccept_answersTheStatusServer() {
        assertThat(answers(Frames.RFC5997_ACCESS_ACCEPT, Frames.RFC5997_STATUS_SERVER)).isTrue();
    }

    static byte[][] signed() {
        return new byte[][] {RadclientFrames.PAP, RadclientFrames.IDENTITY, RadclientFrames.STATUS};
    }

    @ParameterizedTest
    @MethodSource("signed")
    void radclientsMessageAuthenticator_isRight(byte[] frame) {
        assertThat(verdict(frame, SECRET)).isEqualTo(Signatures.Verdict.RIGHT);
    }

    @ParameterizedTest
    @MethodSource("signed")
    void anyChangedByte_makesTheMessageAuthenticatorWrongOrThePacketMalformed(byte[] frame) {
        for (int i = 0; i < frame.length; i++) {
            byte[] changed = frame.clone();
            changed[i] ^= 1;
            if (RadiusDecoder.decode(changed) instanceof Decoded.Packet packet) {
                assertThat(verdict(packet.bytes(), SECRET))
                        .as("byte %d", i)
                        .isNotEqualTo(Signatures.Verdict.RIGHT);
            }
        }
    }

    @Test
    void radclientsUnsignedRequest_hasNone() {
        assertThat(verdict(RadclientFrames.LONG_PAP, SECRET)).isEqualTo(Signatures.Verdict.ABSENT);
    }

    static byte[][] accounting() {
        return new byte[][] {
            RadclientFrames.START, RadclientFrames.INTERIM, RadclientFrames.STOP, RadclientFrames.ON
        };
    }

    @ParameterizedTest
    @MethodSource("accounting")
    void radclientsAccountingRequest_signsItself(byte[] frame) {
        assertThat(Signatures.digestRequestMatches(frame, SECRET)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("accounting")
    void accountingRequestWithAnotherSecret_isRefused(byte[] frame) {
        assertThat(Signatures.digestRequestMatches(frame, RFC_SECRET)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("accounting")
    void accountingRequestWithAnyChangedByte_isRefused(byte[] frame) {
        for (int i = 0; i < frame.length; i++) {
            byte[] changed = frame.clone();
            changed[i] ^= 1;
            assertThat(Signatures.digestRequestMatches(changed, SECRET)).as("byte %d", i).isFalse();
        }
    }

    @Test
    void messageAuthenticatorInAnAccountingRequest_isComputedOverZeros() {
        var attributes = RadiusPacket.draft().add(Keys.MESSAGE_AUTHENTICATOR, ZEROS).attributes();
        byte[] frame =
                RadiusEncoder.digestRequest(PacketCode.ACCOUNTING_REQUEST, 1, attributes, SECRET);
        assertThat(Signatures.messageAuthenticator(frame, ZEROS, SECRET))
                .isEqualTo(Signatures.Verdict.WRONG);
    }

    private static boolean answers(byte[] answer, byte[] request) {
        return Signatures.answerMatches(
                answer, Frames.content(request).authenticator(), RFC_SECRET);
    }

    private static Signatures.Verdict verdict(byte[] frame, byte[] secret) {
        return Signatures.messageAuthenticator(
                frame, Frames.content(frame).authenticator(), secret);
    }
}
