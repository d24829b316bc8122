package io.passerelle.sessions.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Frames as they were on the wire. */
final class Frames {

    static final byte[] SECRET = text("testing123");

    /** RFC 2865 section 7.1: "nemo" with password "arctangent", secret "xyzzy5461". */
    static final byte[] RFC2865_PAP_REQUEST =
            hex(
                    "01000038 0f403f9473978057bd83d5cb98f4227a"
                            + "01066e656d6f 02120dbe708d93d413ce3196e43f782a0aee"
                            + "0406c0a80110 050600000003");

    static final byte[] RFC2865_PAP_ACCEPT =
            hex(
                    "02000026 86fe220e7624ba2a1005f6bf9b55e0b2"
                            + "060600000001 0f0600000000 0e06c0a80103");

    /** RFC 2865 section 7.2: "flopsy" by CHAP. */
    static final byte[] RFC2865_CHAP_REQUEST =
            hex(
                    "01010047 2aee86f08d0d55969ca5978e0d3367a2"
                            + "0108666c6f707379 031316e9 7557c316185895f293ff6344077275"
                            + "0406c0a80110 050600000014 060600000002 070600000001");

    /** RFC 5997 section 6.1: Status-Server and its answer, secret "xyzzy5461". */
    static final byte[] RFC5997_STATUS_SERVER =
            hex(
                    "0cda0026 8a54f4686fb394c52866e302185d0623"
                            + "50125a665e2e1e8411f3e243822097c84fa3");

    static final byte[] RFC5997_ACCESS_ACCEPT = hex("02da0014 ef0d552a4bf2d693ec2b6fe8b5411d66");

    private Frames() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static RadiusPacket content(byte[] frame) {
        return packet(frame).content();
    }

    static Decoded.Packet packet(byte[] frame) {
        Decoded decoded = RadiusDecoder.decode(frame);
        assertThat(decoded).isInstanceOf(Decoded.Packet.class);
        return (Decoded.Packet) decoded;
    }
}
