package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sessions.SessionLimits;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.sessions.SessionsSettings.RadSec;
import io.passerelle.sessions.TrialCertificates;
import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusDecoder;
import io.passerelle.sessions.wire.RadiusEncoder;
import io.passerelle.sessions.wire.RadiusPacket;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** RADIUS over TLS (RFC 6614). */
class RadSecTest extends RadiusServerStage {

    @Test
    void radSecClientWithItsCertificate_signsOnAndAccounts() throws Exception {
        try (SSLSocket socket = radSec("client")) {
            var out = socket.getOutputStream();
            byte[] access =
                    RadiusEncoder.request(
                            PacketCode.ACCESS_REQUEST, 1, AUTHENTICATOR, identity(), RADSEC);
            out.write(access, 0, 10); // in two pieces: TCP knows no packets
            out.flush();
            out.write(access, 10, access.length - 10);
            assertThat(read(socket).code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
            List<Attribute> start = start(1);
            out.write(RadiusEncoder.digestRequest(PacketCode.ACCOUNTING_REQUEST, 2, start, RADSEC));
            assertThat(read(socket).code()).isEqualTo(PacketCode.ACCOUNTING_RESPONSE);
            assertThat(written).hasSize(1);
        }
    }

    @Test
    void radSecClientWhoseNameNobodyKnows_isDisconnected() throws Exception {
        directory.replace(List.of());
        try (SSLSocket socket = radSec("client")) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        awaitCount("radsec", "unknown_nas");
    }

    @Test
    void radSecBytesThatAreNoPacket_endTheConnection() throws Exception {
        try (SSLSocket socket = radSec("client")) {
            socket.getOutputStream().write(new byte[] {1, 1, 0, 19, 0, 0, 0, 0, 0, 0});
            socket.getOutputStream().write(new byte[32]);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void radSecClientWithACertificateOfAnotherAuthority_isRefused() throws Exception {
        var elsewhere = new TrialCertificates();
        TrialCertificates.Pem pem = elsewhere.issue("ggsn.example", List.of());
        Files.writeString(folder.resolve("other.pem"), pem.certificate());
        Files.writeString(folder.resolve("other.key"), pem.key());
        try (SSLSocket socket = radSec("other")) {
            socket.getOutputStream().write(access(1, true));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException refused) {
            assertThat(refused).isNotInstanceOf(SocketTimeoutException.class);
        }
        awaitCount("radsec", "bad_signature");
    }

    @Test
    void certificateIsRenewed_nextConnectionsSeeTheNewOneAndOpenOnesGoOn() throws Exception {
        try (SSLSocket before = radSec("client")) {
            before.startHandshake();
            Certificate old = before.getSession().getPeerCertificates()[0];
            Path renewed = folder.resolve("renewed");
            TrialCertificates.madeIn(
                    renewed, InetAddress.getLoopbackAddress(), RadSec.TRIAL_CLIENT);
            server.prepare(new SessionsSettings(SessionLimits.USUAL, RadSec.madeIn(renewed))).run();
            try (SSLSocket after = TrialTls.connect(renewed, "client", 2083 + shift)) {
                after.startHandshake();
                assertThat(after.getSession().getPeerCertificates()[0]).isNotEqualTo(old);
            }
            before.getOutputStream()
                    .write(
                            RadiusEncoder.request(
                                    PacketCode.ACCESS_REQUEST,
                                    1,
                                    AUTHENTICATOR,
                                    identity(),
                                    RADSEC));
            assertThat(read(before).code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
        }
    }

    private SSLSocket radSec(String client) throws Exception {
        return TrialTls.connect(folder, client, 2083 + shift);
    }

    private static RadiusPacket read(SSLSocket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] head = in.readNBytes(4);
        int length = (head[2] & 0xff) << 8 | head[3] & 0xff;
        byte[] packet = Arrays.copyOf(head, length);
        in.readFully(packet, 4, length - 4);
        return ((Decoded.Packet) RadiusDecoder.decode(packet)).content();
    }
}
