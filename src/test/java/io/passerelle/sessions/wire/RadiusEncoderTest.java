package io.passerelle.sessions.wire;

import static io.passerelle.sessions.wire.Frames.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Addresses;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RadiusEncoderTest {

    @Test
    void answer_startsWithTheMessageAuthenticatorAndEchoesProxyState() {
        RadiusPacket request = Frames.content(RadclientFrames.IDENTITY);
        var attributes =
                RadiusPacket.draft()
                        .add(Keys.FRAMED_IP_ADDRESS, Addresses.of("10.64.0.9"))
                        .copy(request, Keys.PROXY_STATE)
                        .attributes();
        byte[] answer = RadiusEncoder.answer(PacketCode.ACCESS_ACCEPT, request, attributes, SECRET);
        RadiusPacket read = Frames.content(answer);
        assertThat(read.identifier()).isEqualTo(request.identifier());
        assertThat(read.attributes().getFirst().is(Keys.MESSAGE_AUTHENTICATOR)).isTrue();
        assertThat(read.first(Keys.PROXY_STATE)).hasValue(Frames.hex("01020304"));
        assertThat(Signatures.answerMatches(answer, request.authenticator(), SECRET)).isTrue();
        assertThat(Signatures.messageAuthenticator(answer, request.authenticator(), SECRET))
                .isEqualTo(Signatures.Verdict.RIGHT);
    }

    @Test
    void accountingResponse_hasNoMessageAuthenticator() {
        RadiusPacket request = Frames.content(RadclientFrames.START);
        byte[] answer =
                RadiusEncoder.answer(PacketCode.ACCOUNTING_RESPONSE, request, List.of(), SECRET);
        assertThat(answer).hasSize(20);
        assertThat(Signatures.answerMatches(answer, request.authenticator(), SECRET)).isTrue();
    }

    @Test
    void request_isSignedInItsFirstAttribute() {
        byte[] authenticator = new byte[16];
        authenticator[0] = 5;
        byte[] frame =
                RadiusEncoder.request(
                        PacketCode.STATUS_SERVER, 255, authenticator, List.of(), SECRET);
        assertThat(frame[20] & 0xff).isEqualTo(80);
        assertThat(Frames.content(frame).identifier()).isEqualTo(255);
        assertThat(Signatures.messageAuthenticator(frame, authenticator, SECRET))
                .isEqualTo(Signatures.Verdict.RIGHT);
    }

    @Test
    void accountingRequest_isTheSameAsRadclients() {
        RadiusPacket start = Frames.content(RadclientFrames.START);
        assertThat(
                        RadiusEncoder.digestRequest(
                                start.code(), start.identifier(), start.attributes(), SECRET))
                .isEqualTo(RadclientFrames.START);
    }

    @Test
    void everyRadclientFrame_isTheSameDecodedAndEncoded() {
        for (byte[] frame : List.of(RadclientFrames.LONG_PAP, RadclientFrames.CHAP)) {
            RadiusPacket packet = Frames.content(frame);
            assertThat(
                            RadiusEncoder.unsignedRequest(
                                    packet.identifier(),
                                    packet.authenticator(),
                                    packet.attributes()))
                    .isEqualTo(frame);
        }
    }

    @Test
    void packetOf4096Bytes_isWrittenAndOneMoreIsNot() {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            attributes.add(new Attribute(0, 33, new byte[253]));
        }
        attributes.add(new Attribute(0, 33, new byte[4096 - 20 - 15 * 255 - 2]));
        assertThat(RadiusEncoder.unsignedRequest(0, new byte[16], attributes)).hasSize(4096);
        attributes.set(15, new Attribute(0, 33, new byte[4096 - 20 - 15 * 255 - 1]));
        assertThatThrownBy(() -> RadiusEncoder.unsignedRequest(0, new byte[16], attributes))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
