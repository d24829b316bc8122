package io.passerelle.sessions.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.sessions.MessageAuthenticatorPolicy;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusEncoder;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.sessions.wire.Signatures;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bad bytes and bad timing, over real sockets; the disk answers when the test says so. */
class LockStepTest extends RadiusServerStage {

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
}
