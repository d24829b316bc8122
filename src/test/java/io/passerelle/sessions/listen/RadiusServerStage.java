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
import io.passerelle.sessions.SessionSeeker;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.sessions.Subscriber;
import io.passerelle.sessions.Subscribers;
import io.passerelle.sessions.wire.Attribute;
import io.passerelle.sessions.wire.Keys;
import io.passerelle.sessions.wire.PacketCode;
import io.passerelle.sessions.wire.RadiusEncoder;
import io.passerelle.sessions.wire.RadiusPacket;
import io.passerelle.testing.Eventually;
import io.passerelle.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A RADIUS server without a database: one card, one server, a disk that does as the test says. */
abstract class RadiusServerStage {

    static final byte[] SECRET = "testing123".getBytes(StandardCharsets.UTF_8);
    static final byte[] RADSEC = "radsec".getBytes(StandardCharsets.UTF_8);
    static final byte[] AUTHENTICATOR = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
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

    @TempDir Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<SessionRecord> written = new CopyOnWriteArrayList<>();
    final NasDirectory directory = new NasDirectory(id -> {});
    private final EventLoops loops = EventLoops.open(NetworkSettings.automatic());
    volatile CompletableFuture<Void> disk = CompletableFuture.completedFuture(null);
    RadiusServer server;
    LockStep auth;
    LockStep acct;
    int shift;

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
                        new Accounting(
                                new OneCard(),
                                registry,
                                journal,
                                SessionSeeker.NOBODY,
                                Runnable::run),
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

    void awaitCount(String door, String outcome) {
        Eventually.eventually(() ->
                assertThat(
                                meters.get("passerelle.radius.requests")
                                        .tag("door", door)
                                        .tag("outcome", outcome)
                                        .counter()
                                        .count())
                        .isPositive());
    }

    static byte[] access(int identifier, boolean signed) {
        return signed
                ? RadiusEncoder.request(
                        PacketCode.ACCESS_REQUEST, identifier, AUTHENTICATOR, identity(), SECRET)
                : RadiusEncoder.unsignedRequest(identifier, AUTHENTICATOR, identity());
    }

    static List<Attribute> identity() {
        return RadiusPacket.draft()
                .add(Keys.CALLING_STATION_ID, "33600000001")
                .add(Keys.CALLED_STATION_ID, "m2m.example")
                .attributes();
    }

    static byte[] accounting(int identifier, int status) {
        return RadiusEncoder.digestRequest(
                PacketCode.ACCOUNTING_REQUEST, identifier, start(status), SECRET);
    }

    static List<Attribute> start(int status) {
        return RadiusPacket.draft()
                .add(Keys.ACCT_STATUS_TYPE, (long) status)
                .add(Keys.ACCT_SESSION_ID, "A1")
                .add(Keys.CALLING_STATION_ID, "33600000001")
                .add(Keys.FRAMED_IP_ADDRESS, Addresses.of("10.64.0.9"))
                .attributes();
    }

    static KnownNas nas(String network, MessageAuthenticatorPolicy policy) {
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
