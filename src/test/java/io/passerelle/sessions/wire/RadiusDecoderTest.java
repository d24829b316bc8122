package io.passerelle.sessions.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RadiusDecoderTest {

    @Test
    void rfc2865PapRequest_isReadAttributeByAttribute() {
        RadiusPacket packet = Frames.content(Frames.RFC2865_PAP_REQUEST);
        assertThat(packet.code()).isEqualTo(PacketCode.ACCESS_REQUEST);
        assertThat(packet.identifier()).isZero();
        assertThat(packet.first(Keys.USER_NAME)).hasValue("nemo");
        assertThat(packet.first(Keys.NAS_IP_ADDRESS)).hasValue(Addresses.of("192.168.1.16"));
        assertThat(packet.first(Keys.NAS_PORT)).hasValue(3L);
    }

    @Test
    void radclientPap_hasTheVendorsAttributes() {
        RadiusPacket packet = Frames.content(RadclientFrames.PAP);
        assertThat(packet.first(Keys.IMSI)).hasValue("208200000000001");
        assertThat(packet.first(Keys.IMEISV)).hasValue("3500000000000010");
        assertThat(packet.first(Keys.SGSN_MCC_MNC)).hasValue("20820");
        assertThat(packet.first(Keys.RAT_TYPE)).hasValue(6);
        assertThat(packet.first(Keys.CALLED_STATION_ID)).hasValue("gprsnac.com");
        assertThat(packet.first(Keys.CALLING_STATION_ID)).hasValue("33600000001");
    }

    @Test
    void radclientLongPap_isUnsigned() {
        RadiusPacket packet = Frames.content(RadclientFrames.LONG_PAP);
        assertThat(packet.has(Keys.MESSAGE_AUTHENTICATOR)).isFalse();
        assertThat(packet.first(Keys.USER_PASSWORD).orElseThrow()).hasSize(48);
    }

    @Test
    void radclientIdentity_hasAProxyStateAndNoUser() {
        RadiusPacket packet = Frames.content(RadclientFrames.IDENTITY);
        assertThat(packet.first(Keys.PROXY_STATE)).hasValue(Frames.hex("01020304"));
        assertThat(packet.has(Keys.USER_NAME)).isFalse();
        assertThat(packet.first(Keys.SERVICE_TYPE)).hasValue(2L);
    }

    @Test
    void radclientStart_isReadWithItsAddressAndClass() {
        RadiusPacket packet = Frames.content(RadclientFrames.START);
        assertThat(packet.first(Keys.ACCT_STATUS_TYPE)).hasValue(1L);
        assertThat(packet.first(Keys.ACCT_SESSION_ID)).hasValue("0A0000010000ABCD");
        assertThat(packet.first(Keys.FRAMED_IP_ADDRESS)).hasValue(Addresses.of("10.64.0.9"));
        assertThat(packet.first(Keys.CLASS)).hasValue(new byte[] {0x70});
    }

    @Test
    void radclientInterim_countsUnsignedAndInGigawords() {
        RadiusPacket packet = Frames.content(RadclientFrames.INTERIM);
        assertThat(packet.first(Keys.ACCT_INPUT_OCTETS)).hasValue(4_294_967_295L);
        assertThat(packet.first(Keys.ACCT_INPUT_GIGAWORDS)).hasValue(2L);
        assertThat(packet.first(Keys.ACCT_DELAY_TIME)).hasValue(3L);
    }

    @Test
    void radclientStop_hasCauseAndTime() {
        RadiusPacket packet = Frames.content(RadclientFrames.STOP);
        assertThat(packet.first(Keys.ACCT_TERMINATE_CAUSE)).hasValue(1L);
        assertThat(packet.first(Keys.EVENT_TIMESTAMP)).hasValue(Instant.ofEpochSecond(0x6b003640L));
    }

    @Test
    void radclientOn_namesTheServer() {
        RadiusPacket packet = Frames.content(RadclientFrames.ON);
        assertThat(packet.first(Keys.ACCT_STATUS_TYPE)).hasValue(7L);
        assertThat(packet.first(Keys.NAS_IDENTIFIER)).hasValue("ggsn1");
    }

    @Test
    void emptyDatagram_isTooShort() {
        assertRefused(new byte[0], Malformation.TOO_SHORT);
    }

    @Test
    void nineteenBytes_areTooShort() {
        assertRefused(Arrays.copyOf(RadclientFrames.PAP, 19), Malformation.TOO_SHORT);
    }

    @Test
    void lengthFieldBelowTwenty_isTooShort() {
        assertRefused(withLength(RadclientFrames.PAP.clone(), 19), Malformation.TOO_SHORT);
    }

    @Test
    void lengthFieldAbove4096_isTooLong() {
        assertRefused(withLength(new byte[5000], 4097), Malformation.TOO_LONG);
    }

    @Test
    void missingLastByte_isTruncated() {
        byte[] frame = RadclientFrames.PAP;
        assertRefused(Arrays.copyOf(frame, frame.length - 1), Malformation.TRUNCATED);
    }

    @Test
    void bytesBehindTheStatedLength_arePaddingAndNotSigned() {
        byte[] padded = Arrays.copyOf(RadclientFrames.START, RadclientFrames.START.length + 9);
        assertThat(Frames.packet(padded).bytes()).isEqualTo(RadclientFrames.START);
    }

    @Test
    void codeZero_isUnknown() {
        byte[] frame = RadclientFrames.PAP.clone();
        frame[0] = 0;
        assertRefused(frame, Malformation.UNKNOWN_CODE);
    }

    @Test
    void attributeOfLengthOne_isRefused() {
        assertRefused(header("0101"), Malformation.ATTRIBUTE_LENGTH);
    }

    @Test
    void attributeWithoutLength_isRefused() {
        assertRefused(header("01"), Malformation.ATTRIBUTE_LENGTH);
    }

    @Test
    void attributeReachingBehindTheEnd_isRefused() {
        assertRefused(header("010461"), Malformation.ATTRIBUTE_LENGTH);
    }

    @Test
    void attributeOfTypeZero_isRefused() {
        assertRefused(header("0003ff"), Malformation.ATTRIBUTE_LENGTH);
    }

    @Test
    void emptyAttribute_isAnEmptyText() {
        assertThat(Frames.content(header("0102")).first(Keys.USER_NAME)).hasValue("");
    }

    @Test
    void twoMessageAuthenticators_areRefused() {
        String one = "5012" + "00".repeat(16);
        assertRefused(header(one + one), Malformation.MESSAGE_AUTHENTICATOR);
    }

    @Test
    void shortMessageAuthenticator_isRefused() {
        assertRefused(header("5011" + "00".repeat(15)), Malformation.MESSAGE_AUTHENTICATOR);
    }

    @Test
    void numberOfThreeBytes_isAsIfAbsent() {
        RadiusPacket packet = Frames.content(header("2805000001"));
        assertThat(packet.first(Keys.ACCT_STATUS_TYPE)).isEmpty();
        assertThat(packet.has(Keys.ACCT_STATUS_TYPE)).isTrue();
    }

    @Test
    void vendorWithItsOwnLayout_staysWholeAndIsNoMistake() {
        RadiusPacket packet = Frames.content(header("1a08" + "00000009" + "01ff"));
        assertThat(packet.attributes())
                .containsExactly(new Attribute(0, 26, Frames.hex("0000000901ff")));
    }

    @Test
    void twoSubAttributesInOne_areBothRead() {
        RadiusPacket packet =
                Frames.content(header("1a10" + "000028af" + "0107323038" + "3235" + "150306"));
        assertThat(packet.first(Keys.IMSI)).hasValue("20825");
        assertThat(packet.first(Keys.RAT_TYPE)).hasValue(6);
    }

    @Test
    void anyBytes_areDecodedOrRefusedButNeverThrow() {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            byte[] frame = RadclientFrames.START.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            RadiusDecoder.decode(Arrays.copyOf(frame, random.nextInt(frame.length + 1)));
            if (RadiusDecoder.decode(frame) instanceof Decoded.Packet packet) {
                Signatures.digestRequestMatches(packet.bytes(), Frames.SECRET);
                Signatures.messageAuthenticator(
                        packet.bytes(), packet.content().authenticator(), Frames.SECRET);
            }
        }
    }

    private static void assertRefused(byte[] datagram, Malformation reason) {
        assertThat(RadiusDecoder.decode(datagram)).isEqualTo(new Decoded.Malformed(reason));
    }

    /** An Access-Request with these bytes behind its header. */
    private static byte[] header(String attributes) {
        byte[] body = Frames.hex(attributes);
        byte[] frame = new byte[20 + body.length];
        frame[0] = 1;
        System.arraycopy(body, 0, frame, 20, body.length);
        return withLength(frame, frame.length);
    }

    private static byte[] withLength(byte[] frame, int length) {
        frame[0] = 1;
        frame[2] = (byte) (length >> 8);
        frame[3] = (byte) length;
        return frame;
    }
}
