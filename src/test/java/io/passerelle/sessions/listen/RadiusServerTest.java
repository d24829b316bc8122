package io.passerelle.sessions.listen;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Visible;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.NetworkSettings;
import io.passerelle.sessions.Accounting;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationReason;
import io.passerelle.sessions.Authentications;
import io.passerelle.sessions.Authenticator;
import io.passerelle.sessions.Field;
import io.passerelle.sessions.NasDirectory;
import io.passerelle.sessions.NetworkAccessServers;
import io.passerelle.sessions.OnlineSessions;
import io.passerelle.sessions.SessionLimits;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimStatus;
import io.passerelle.testing.FreePorts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** M2M-7 with a real client, a real database and real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RadiusServerTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Field field;
    private EventLoops loops;
    private RadiusServer server;
    private Radclient auth;
    private Radclient acct;

    @BeforeAll
    void open() {
        assumeTrue(Radclient.isHere(), "radclient is not installed: apt install freeradius-utils");
        field = new Field();
        loops = EventLoops.open(NetworkSettings.automatic());
        int shift = FreePorts.shift();
        server =
                new RadiusServer(
                        new SessionsSettings(SessionLimits.USUAL, null),
                        new GatewaySettings(Addresses.of("127.0.0.1"), shift, "test"),
                        loops,
                        field.modules.get(NasDirectory.class),
                        field.modules.get(Authenticator.class),
                        field.modules.get(Accounting.class),
                        meters);
        server.start();
        auth = new Radclient(1812 + shift, Field.SECRET);
        acct = new Radclient(1813 + shift, Field.SECRET);
    }

    @AfterAll
    void close() {
        if (server != null) {
            server.stop();
            loops.close();
            field.close();
        }
    }

    @Test
    void cardKnownByItsNumber_signsOnIsOnlineAndLeaves() throws Exception {
        Sim sim = field.card();
        String accept = auth.send("auth", identity(sim));
        assertThat(accept).contains("Received Access-Accept");
        assertThat(accept).contains("Acct-Interim-Interval = 600", "Session-Timeout = 3600");
        String address = value(accept, "Framed-IP-Address = ([0-9.]+)");
        String carried = value(accept, "Class = (0x[0-9a-f]+)");
        String session =
                identity(sim)
                        + ",Acct-Session-Id=S1,Framed-IP-Address="
                        + address
                        + ",Class="
                        + carried;

        assertThat(acct.send("acct", session + ",Acct-Status-Type=Start"))
                .contains("Received Accounting-Response");
        var online = field.modules.get(OnlineSessions.class).at(Addresses.of(address));
        assertThat(online).isNotNull();
        assertThat(online.simId()).isEqualTo(sim.id());
        eventually(() -> assertThat(row(sim).get(SESSION.ID)).isEqualTo(online.sessionId()));

        acct.send(
                "acct",
                session
                        + ",Acct-Status-Type=Stop,Acct-Session-Time=60,Acct-Input-Octets=7,"
                        + "Acct-Input-Gigawords=2,Acct-Output-Octets=9,"
                        + "Acct-Terminate-Cause=User-Request");
        eventually(() -> {
            Record row = row(sim);
            assertThat(row.get(SESSION.OCTETS_IN)).isEqualTo(2L * 4_294_967_296L + 7);
            assertThat(row.get(SESSION.END_REASON)).isEqualTo("STOP");
            assertThat(row.get(SESSION.TERMINATE_CAUSE)).isEqualTo("User-Request");
        });
        assertThat(field.modules.get(OnlineSessions.class).at(Addresses.of(address))).isNull();
    }

    @Test
    void cardWithAPassword_signsOnByPapAndByChap() throws Exception {
        Sim sim = field.card("meter1", "s3cret", null, SimStatus.ACTIVE);
        String who = identity(sim) + ",User-Name=METER1";
        assertThat(auth.send("auth", who + ",User-Password=s3cret")).contains("Access-Accept");
        assertThat(auth.send("auth", who + ",CHAP-Password=s3cret")).contains("Access-Accept");
        assertThat(
                        auth.send(
                                "auth",
                                who
                                        + ",CHAP-Password=s3cret,"
                                        + "CHAP-Challenge=0x000102030405060708090a0b0c0d0e0f"))
                .contains("Access-Accept");
        assertThat(auth.send("auth", who + ",User-Password=wrong")).contains("Access-Reject");
        assertThat(auth.send("auth", who + ",CHAP-Password=wrong")).contains("Access-Reject");
        assertThat(auth.send("auth", identity(sim))).contains("Access-Reject");
        eventually(() ->
                assertThat(refusals(sim))
                        .containsExactlyInAnyOrder(
                                AuthenticationReason.WRONG_PASSWORD,
                                AuthenticationReason.WRONG_PASSWORD,
                                AuthenticationReason.CREDENTIALS_MISSING));
    }

    @Test
    void cardWithItsOwnAddress_getsIt() throws Exception {
        Sim sim = field.card(null, null, "10.64.0.200", SimStatus.ACTIVE);
        assertThat(auth.send("auth", identity(sim))).contains("Framed-IP-Address = 10.64.0.200");
    }

    @Test
    void suspendedCard_isRefusedAndTheReasonIsKept() throws Exception {
        Sim sim = field.card(null, null, null, SimStatus.SUSPENDED);
        assertThat(auth.send("auth", identity(sim))).contains("Access-Reject");
        eventually(() -> assertThat(refusals(sim)).containsExactly(AuthenticationReason.STATUS));
    }

    @Test
    void cardAtAnotherAccessPoint_isRefused() throws Exception {
        Sim sim = field.card();
        String elsewhere = identity(sim).replace("m2m.example", "other.example");
        assertThat(auth.send("auth", elsewhere)).contains("Access-Reject");
        eventually(() ->
                assertThat(refusals(sim)).containsExactly(AuthenticationReason.WRONG_ACCESS_POINT));
    }

    @Test
    void proxyState_comesBack() throws Exception {
        String answer = auth.send("auth", identity(field.card()) + ",Proxy-State=0x01020304");
        assertThat(answer.substring(answer.indexOf("Received")))
                .contains("Proxy-State = 0x01020304");
    }

    @Test
    void statusServer_isAnsweredOnBothPorts() throws Exception {
        assertThat(auth.send("status", "Message-Authenticator=0x00"))
                .contains("Received Access-Accept");
        assertThat(acct.send("status", "Message-Authenticator=0x00"))
                .contains("Received Accounting-Response");
    }

    @Test
    void accountingOn_endsTheSessionsOfTheServer() throws Exception {
        Sim sim = field.card();
        String box = ",NAS-IP-Address=10.9.9.9";
        String session = identity(sim) + box + ",Acct-Session-Id=ON1,Framed-IP-Address=10.64.0.77";
        acct.send("acct", session + ",Acct-Status-Type=Start");
        assertThat(acct.send("acct", "Acct-Status-Type=Accounting-On" + box))
                .contains("Received Accounting-Response");
        eventually(() -> assertThat(row(sim).get(SESSION.END_REASON)).isEqualTo("NAS_ON"));
    }

    @Test
    void accountingOfAnUnknownCard_isAnsweredAndKeptForTheOperator() throws Exception {
        assertThat(
                        acct.send(
                                "acct",
                                "Acct-Status-Type=Start,Acct-Session-Id=X,"
                                        + "Calling-Station-Id=33999999999"))
                .contains("Received Accounting-Response");
        var query = ListQuery.ALL.withFilter("method", "ACCOUNTING");
        assertThat(
                        field.modules
                                .get(Authentications.class)
                                .listing()
                                .page(new Visible.Everything(), query, 0, 10))
                .extracting(Authentication::msisdn)
                .contains("33999999999");
    }

    @Test
    void requestWithAnotherSecret_meetsSilence() throws Exception {
        double before = count("acct", "bad_signature");
        var stranger = new Radclient(acct.port(), "wrong");
        assertThat(stranger.send("acct", "Acct-Status-Type=Start,Acct-Session-Id=X"))
                .doesNotContain("Received");
        assertThat(count("acct", "bad_signature")).isGreaterThan(before);
    }

    @Test
    void unsignedRequests_areCounted() throws Exception {
        long before =
                field.modules.get(NetworkAccessServers.class).unsignedRequests(field.nas.id());
        auth.send("auth", identity(field.card()));
        assertThat(field.modules.get(NetworkAccessServers.class).unsignedRequests(field.nas.id()))
                .isGreaterThan(before);
    }

    private double count(String door, String outcome) {
        return meters.get("passerelle.radius.requests")
                .tag("door", door)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private List<AuthenticationReason> refusals(Sim sim) {
        var query =
                ListQuery.ALL
                        .withFilter("simId", sim.id().toString())
                        .withFilter("accepted", "false");
        return field
                .modules
                .get(Authentications.class)
                .listing()
                .page(new Visible.Everything(), query, 0, 100)
                .stream()
                .map(Authentication::reason)
                .toList();
    }

    private Record row(Sim sim) {
        return field.modules
                .database()
                .dsl()
                .selectFrom(SESSION)
                .where(SESSION.SIM_ID.eq(sim.id()))
                .fetchSingle();
    }

    private static String identity(Sim sim) {
        return "Called-Station-Id=m2m.example,Calling-Station-Id="
                + sim.msisdn()
                + ",3GPP-IMSI="
                + sim.imsi();
    }

    private static String value(String output, String pattern) {
        Matcher matcher =
                Pattern.compile(pattern).matcher(output.substring(output.indexOf("Received")));
        assertThat(matcher.find()).as(output).isTrue();
        return matcher.group(1);
    }
}
