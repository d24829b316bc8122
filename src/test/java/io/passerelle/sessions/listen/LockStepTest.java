package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.NetworkSettings;
import io.passerelle.sessions.AccessPointRules;
import io.passerelle.sessions.Accounting;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationJournal;
import io.passerelle.sessions.Authenticator;
import io.passerelle.sessions.KnownNas;
import io.passerelle.sessions.MessageAuthenticatorPolicy;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.NetworkAccessServer;
import io.passerelle.sessions.SessionLimits;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.SessionRegistry;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.sessions.Subscriber;
import io.passerelle.sessions.Subscribers;
import io.passerelle.sessions.TrialCertificates;
import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Decoded;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusDecoder;
import io.passerelle.sessions.wire.RadiusEncoder;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.sessions.wire.Signatures;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad bytes and bad timing, over real sockets; the disk answers when the test says so. */
class LockStepTest {

    private static final byte[] SECRET = "testing123".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RADSEC = "radsec".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AUTHENTICATOR = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Subscriber CARD =
            new Subscriber(
                    Ids.next(),
                    Ids.next(),
                    null,
                    null,
                    new AccessPointRules(
                            "m2m.example", List.of(Cidr.of("10.64.0.0/24")), null, 600),
                    null,
                    1,
                    true,
                    true);

    @TempDir private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<SessionRecord> written = new CopyOnWriteArrayList<>();
    private final NasDirectory directory = new NasDirectory(id -> {});
    private final EventLoops loops = EventLoops.open(NetworkSettings.automatic());
    private volatile CompletableFuture<Void> disk = CompletableFuture.completedFuture(null);
    private RadiusServer server;
    private LockStep auth;
    private LockStep acct;
    private int shift;

    @BeforeEach
    void open() throws IOException {
        shift = FreePorts.shift();
        var registry = new SessionRegistry(this::append, SessionLimits.USUAL);
        var journal = new Attempts();
        directory.replace(List.of(nas("127.0.0.1/32", MessageAuthenticatorPolicy.AUTO)));
        server =
                new RadiusServer(
                        new SessionsSettings(
                                SessionLimits.USUAL, SessionsSettings.RadSec.madeIn(folder)),
                        new GatewaySettings(Addresses.of("127.0.0.1"), shift, "test"),
                        loops,
                        directory,
                        new Authenticator(
                                new OneCard(),
                                registry,
                                journal,
                                sealed -> new String(sealed, StandardCharsets.UTF_8)),
                        new Accounting(new OneCard(), registry, journal, Runnable::run),
                        meters);
        server.start();
        auth = new LockStep(1812 + shift);
        acct = new LockStep(1813 + shift);
    }

    @AfterEach
    void close() {
        auth.close();
        acct.close();
        server.stop();
        loops.close();
    }

    private CompletionStage<Void> append(SessionRecord record) {
        written.add(record);
        return disk;
    }

    @Test
    void accountingResponse_leavesOnlyWhenTheRecordIsDurable() throws Exception {
        disk = new CompletableFuture<>();
        acct.send(accounting(1, 1));
        acct.hearNothing();
        assertThat(written).hasSize(1);
        disk.complete(null);
        RadiusPacket answer = acct.receivePacket();
        assertThat(answer.code()).isEqualTo(PacketCode.ACCOUNTING_RESPONSE);
        assertThat(answer.identifier()).isEqualTo(1);
    }

    @Test
    void retransmissionBeforeTheAnswer_meetsSilenceAndIsWrittenOnce() throws Exception {
        disk = new CompletableFuture<>();
        acct.send(accounting(1, 1));
        acct.send(accounting(1, 1));
        awaitCount("acct", "in_progress");
        disk.complete(null);
        acct.receive();
        acct.hearNothing();
        assertThat(written).hasSize(1);
    }

    @Test
    void retransmissionAfterTheAnswer_getsTheSameBytes() throws Exception {
        acct.send(accounting(1, 1));
        byte[] first = acct.receive();
        acct.send(accounting(1, 1));
        assertThat(acct.receive()).isEqualTo(first);
        assertThat(written).hasSize(1);
    }

    @Test
    void retransmittedAccessRequest_isPromisedOnce() throws Exception {
        byte[] request = access(7, true);
        auth.send(request);
        byte[] first = auth.receive();
        auth.send(request);
        assertThat(auth.receive()).isEqualTo(first);
    }

    @Test
    void recordThatCouldNotBeKept_isNotAcknowledgedAndTriedAgain() throws Exception {
        disk = CompletableFuture.failedFuture(new IOException("disk full"));
        acct.send(accounting(1, 1));
        awaitCount("acct", "not_durable");
        acct.hearNothing();
        disk = CompletableFuture.completedFuture(null);
        acct.send(accounting(1, 1));
        assertThat(acct.receivePacket().code()).isEqualTo(PacketCode.ACCOUNTING_RESPONSE);
    }

    @Test
    void answer_startsWithAMessageAuthenticatorAndIsSigned() throws Exception {
        auth.send(access(9, true));
        byte[] answer = auth.receive();
        assertThat(answer[0]).isEqualTo((byte) PacketCode.ACCESS_ACCEPT.number());
        assertThat(answer[20]).isEqualTo((byte) 80);
        assertThat(Signatures.answerMatches(answer, AUTHENTICATOR, SECRET)).isTrue();
        assertThat(Signatures.messageAuthenticator(answer, AUTHENTICATOR, SECRET))
                .isEqualTo(Signatures.Verdict.RIGHT);
    }

    @Test
    void unsignedRequest_isAnsweredUntilASignedOneWasSeen() throws Exception {
        auth.send(access(1, false));
        assertThat(auth.receivePacket().code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
        auth.send(access(2, true));
        auth.receive();
        auth.send(access(3, false));
        auth.hearNothing();
        awaitCount("auth", "unsigned");
    }

    @Test
    void wronglySignedRequest_meetsSilence() throws Exception {
        byte[] request = access(1, true);
        request[request.length - 1] ^= 1;
        auth.send(request);
        awaitCount("auth", "bad_signature");
        auth.hearNothing();
    }

    @Test
    void truncatedRequest_meetsSilence() throws Exception {
        byte[] request = access(1, true);
        auth.send(Arrays.copyOf(request, request.length - 3));
        awaitCount("auth", "malformed");
        auth.hearNothing();
    }

    @Test
    void oversizedRequest_meetsSilence() throws Exception {
        byte[] request = new byte[4097];
        request[0] = 1;
        request[2] = 0x10;
        request[3] = 0x01;
        auth.send(request);
        awaitCount("auth", "malformed");
        auth.hearNothing();
    }

    @Test
    void emptyDatagram_meetsSilence() throws Exception {
        auth.send(new byte[0]);
        auth.send(access(1, true));
        assertThat(auth.receivePacket().code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    }

    @Test
    void accountingOnTheAuthenticationPort_meetsSilence() throws Exception {
        auth.send(accounting(1, 1));
        awaitCount("auth", "unexpected_code");
        auth.hearNothing();
    }

    @Test
    void accountingWithoutAStatus_meetsSilence() throws Exception {
        acct.send(RadiusEncoder.digestRequest(PacketCode.ACCOUNTING_REQUEST, 1, List.of(), SECRET));
        awaitCount("acct", "incomplete");
        acct.hearNothing();
    }

    @Test
    void unsignedStatusServer_meetsSilence() throws Exception {
        byte[] request = RadiusEncoder.unsignedRequest(1, AUTHENTICATOR, List.of());
        request[0] = (byte) PacketCode.STATUS_SERVER.number();
        auth.send(request);
        awaitCount("auth", "unsigned");
        auth.hearNothing();
    }

    @Test
    void stranger_meetsSilence() throws Exception {
        directory.replace(List.of(nas("10.0.0.0/8", MessageAuthenticatorPolicy.AUTO)));
        auth.send(access(1, true));
        awaitCount("auth", "unknown_nas");
        auth.hearNothing();
    }

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

    private void awaitCount(String door, String outcome) {
        Eventually.eventually(() ->
                assertThat(
                                meters.get("passerelle.radius.requests")
                                        .tag("door", door)
                                        .tag("outcome", outcome)
                                        .counter()
                                        .count())
                        .isPositive());
    }

    private static byte[] access(int identifier, boolean signed) {
        return signed
                ? RadiusEncoder.request(
                        PacketCode.ACCESS_REQUEST, identifier, AUTHENTICATOR, identity(), SECRET)
                : RadiusEncoder.unsignedRequest(identifier, AUTHENTICATOR, identity());
    }

    private static List<Attribute> identity() {
        return RadiusPacket.draft()
                .add(Keys.CALLING_STATION_ID, "33600000001")
                .add(Keys.CALLED_STATION_ID, "m2m.example")
                .attributes();
    }

    private static byte[] accounting(int identifier, int status) {
        return RadiusEncoder.digestRequest(
                PacketCode.ACCOUNTING_REQUEST, identifier, start(status), SECRET);
    }

    private static List<Attribute> start(int status) {
        return RadiusPacket.draft()
                .add(Keys.ACCT_STATUS_TYPE, (long) status)
                .add(Keys.ACCT_SESSION_ID, "A1")
                .add(Keys.CALLING_STATION_ID, "33600000001")
                .add(Keys.FRAMED_IP_ADDRESS, Addresses.of("10.64.0.9"))
                .attributes();
    }

    private static KnownNas nas(String network, MessageAuthenticatorPolicy policy) {
        return new KnownNas(
                new NetworkAccessServer(
                        Ids.next(),
                        "ggsn",
                        Cidr.of(network),
                        policy,
                        false,
                        "ggsn.example",
                        true,
                        Instant.EPOCH,
                        1),
                SECRET);
    }

    private static final class OneCard implements Subscribers {
        @Override
        public @Nullable Subscriber byImsi(String imsi) {
            return null;
        }

        @Override
        public Subscriber byMsisdn(String msisdn) {
            return CARD;
        }

        @Override
        public @Nullable Subscriber byUserName(String userName) {
            return null;
        }

        @Override
        public boolean isStatic(InetAddress address) {
            return false;
        }
    }

    private static final class Attempts implements AuthenticationJournal {
        @Override
        public void offer(Authentication record) {}

        @Override
        public CompletionStage<Void> append(Authentication record) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
