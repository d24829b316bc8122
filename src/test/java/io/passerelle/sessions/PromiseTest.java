package io.passerelle.sessions;

import static io.passerelle.sessions.Reports.APN;
import static io.passerelle.sessions.Reports.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromiseTest {

    private static final UUID NAS = Ids.next();
    private static final List<Cidr> NO_POOL = List.of();

    private final List<SessionRecord> journal = new ArrayList<>();
    private final SessionRegistry registry = new SessionRegistry(this::append, SessionLimits.USUAL);
    private final Subscriber sim = Reports.sim(1);
    private final Reports first = Reports.of(sim, NAS, "A1", "10.64.0.1");

    private CompletionStage<Void> append(SessionRecord record) {
        journal.add(record);
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void promise_givesAFreeAddressAndTheStartTakesItUp() {
        var given = given(promise(sim, 0));
        var start = Reports.of(sim, NAS, "A1", text(given.address()));
        report(sim, start.claiming(given.sessionId()).start(1));
        assertThat(only().facts().id()).isEqualTo(given.sessionId());
    }

    @Test
    void startWithoutClass_takesUpThePromiseOfItsAddress() {
        var given = given(promise(sim, 0));
        report(sim, Reports.of(sim, NAS, "A1", text(given.address())).start(1));
        assertThat(only().facts().id()).isEqualTo(given.sessionId());
    }

    @Test
    void classOfAnotherCard_isNotBelieved() {
        var given = given(promise(Reports.sim(1), 0));
        report(first.sim(), first.claiming(given.sessionId()).start(1));
        assertThat(only().facts().id()).isNotEqualTo(given.sessionId());
    }

    @Test
    void classForgottenInARestart_givesTheSameSessionAgain() {
        UUID before = Ids.next();
        report(sim, first.claiming(before).interim(600, 600, 5));
        assertThat(only().facts().id()).isEqualTo(before);
    }

    @Test
    void secondSessionOnOneClass_isASessionOfItsOwn() {
        Subscriber two = Reports.sim(2);
        var given = given(promise(two, 0));
        report(two, Reports.of(two, NAS, "A1", "10.64.0.1").claiming(given.sessionId()).start(1));
        report(two, Reports.of(two, NAS, "A2", "10.64.0.2").claiming(given.sessionId()).start(2));
        assertThat(rows()).hasSize(2);
        assertThat(registry.count()).isEqualTo(2);
    }

    @Test
    void cardThatAsksAgainBeforeItStarted_isGivenTheSame() {
        assertThat(promise(sim, 0)).isEqualTo(promise(sim, 1));
    }

    @Test
    void everyCardOfAPool_getsAnAddressOfItsOwnUntilNoneIsLeft() {
        Set<InetAddress> seen = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            assertThat(seen.add(given(promise(Reports.sim(1), 0)).address())).isTrue();
        }
        assertThat(seen).doesNotContain(Addresses.of("10.64.0.0"), Addresses.of("10.64.0.7"));
        assertThat(promise(Reports.sim(1), 0))
                .isEqualTo(new Grant.Withheld(AuthenticationReason.POOL_EXHAUSTED));
    }

    @Test
    void promiseNobodyTookUp_lapsesAndItsAddressIsFreeAgain() {
        for (int i = 0; i < 6; i++) {
            promise(Reports.sim(1), 0);
        }
        assertThat(promise(Reports.sim(1), 119)).isInstanceOf(Grant.Withheld.class);
        assertThat(promise(Reports.sim(1), 120)).isInstanceOf(Grant.Given.class);
    }

    @Test
    void addressOfAnOpenSession_isNeverGiven() {
        report(first.sim(), first.start(0));
        for (int i = 0; i < 5; i++) {
            assertThat(given(promise(Reports.sim(1), 0)).address())
                    .isNotEqualTo(Addresses.of("10.64.0.1"));
        }
        assertThat(promise(Reports.sim(1), 0)).isInstanceOf(Grant.Withheld.class);
    }

    @Test
    void reservedAddress_isNeverGiven() {
        Grant grant =
                registry.promise(
                        sim, NAS, APN.pools(), a -> !a.equals(Addresses.of("10.64.0.5")), at(0));
        assertThat(given(grant).address()).isEqualTo(Addresses.of("10.64.0.5"));
    }

    @Test
    void accessPointWithoutPool_leavesTheAddressToTheServer() {
        assertThat(given(registry.promise(sim, NAS, NO_POOL, a -> false, at(0))).address())
                .isNull();
    }

    @Test
    void cardAtItsLimit_isRefusedWhereTheSettingsSaySo() {
        var strict =
                new SessionRegistry(
                        this::append, new SessionLimits(true, Duration.ofSeconds(60), 10, 10, 3));
        strict.report(first.start(0), sim, 600);
        assertThat(strict.promise(sim, NAS, NO_POOL, a -> false, at(1)))
                .isEqualTo(new Grant.Withheld(AuthenticationReason.SESSION_LIMIT));
    }

    @Test
    void tooManyPromises_areRefused() {
        var small =
                new SessionRegistry(
                        this::append, new SessionLimits(false, Duration.ofSeconds(60), 2, 10, 3));
        small.promise(Reports.sim(1), NAS, NO_POOL, a -> false, at(0));
        small.promise(Reports.sim(1), NAS, NO_POOL, a -> false, at(0));
        assertThat(small.promise(Reports.sim(1), NAS, NO_POOL, a -> false, at(0)))
                .isEqualTo(new Grant.Withheld(AuthenticationReason.OVERLOADED));
    }

    @Test
    void promisesThatWereTakenUp_leaveRoomForOthersAlsoWhileNoneLapses() {
        AddressShares cutOff =
                new AddressShares() {
                    @Override
                    public AddressRanges of(Cidr pool) {
                        return AddressRanges.whole(pool);
                    }

                    @Override
                    public void scarce(Cidr pool) {
                        // nobody is asked
                    }

                    @Override
                    public boolean areReportsMissing() {
                        return true;
                    }
                };
        var one = new SessionLimits(false, Duration.ofSeconds(120), 1, 10, 3);
        var crowded = new SessionRegistry(this::append, one, cutOff);
        for (int i = 0; i < 3; i++) {
            Subscriber card = Reports.sim(1);
            Grant grant = crowded.promise(card, NAS, APN.pools(), a -> false, at(i));
            String address = text(given(grant).address());
            crowded.report(Reports.of(card, NAS, "A" + i, address).start(i), card, 600);
        }
        assertThat(crowded.count()).isEqualTo(3);
    }

    private CompletableFuture<Void> report(Subscriber owner, AccountingReport report) {
        return registry.report(report, owner, 600).toCompletableFuture();
    }

    private Grant promise(Subscriber owner, long at) {
        return registry.promise(owner, NAS, APN.pools(), a -> false, at(at));
    }

    private static Grant.Given given(Grant grant) {
        assertThat(grant).isInstanceOf(Grant.Given.class);
        return (Grant.Given) grant;
    }

    private static String text(@Nullable InetAddress address) {
        return address == null ? "" : address.getHostAddress();
    }

    /** The last record of each session: what the database has in the end. */
    private Map<UUID, SessionRecord> rows() {
        Map<UUID, SessionRecord> rows = new LinkedHashMap<>();
        journal.forEach(record -> rows.put(record.facts().id(), record));
        return rows;
    }

    private SessionRecord only() {
        assertThat(rows()).hasSize(1);
        return rows().values().iterator().next();
    }
}
