package io.passerelle.sessions;

import static io.passerelle.sessions.Reports.at;
import static io.passerelle.sessions.Reports.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.store.JournalFull;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionRegistryTest {

    private static final UUID NAS = Ids.next();
    private static final InetAddress BOX = Addresses.of("10.0.0.1");

    private final List<SessionRecord> journal = new ArrayList<>();
    private @Nullable CompletableFuture<Void> heldBack;
    private final SessionRegistry registry = new SessionRegistry(this::append, SessionLimits.USUAL);
    private final Subscriber sim = Reports.sim(1);
    private final Reports first = Reports.of(sim, NAS, "A1", "10.64.0.1");
    private final Reports second = Reports.of(sim, NAS, "A2", "10.64.0.2");

    private CompletionStage<Void> append(SessionRecord record) {
        journal.add(record);
        return heldBack == null ? CompletableFuture.completedFuture(null) : heldBack;
    }

    @Test
    void start_putsTheTerminalAtItsAddress() {
        report(first.sim(), first.start(0));
        OnlineSession online = registry.at(Addresses.of("10.64.0.1"));
        assertThat(online).isNotNull();
        assertThat(online.simId()).isEqualTo(sim.simId());
        assertThat(registry.at(Addresses.of("10.64.0.2"))).isNull();
    }

    @Test
    void stop_takesItAway() {
        report(first.sim(), first.start(0));
        report(first.sim(), first.stop(60, 60, 1000));
        assertThat(registry.at(Addresses.of("10.64.0.1"))).isNull();
        assertThat(rows()).hasSize(1);
        assertThat(only().reason()).isEqualTo(SessionEndReason.STOP);
        assertThat(only().usage()).isEqualTo(usage(1000));
    }

    @Test
    void terminalsLeaveTheirAddress_listenersAreToldOnceAndWhenItIsFree() {
        List<OnlineSession> gone = new ArrayList<>();
        registry.onDeparture(session -> {
            OnlineSession now = registry.at(session.address());
            assertThat(now == null ? null : now.sessionId()).isNotEqualTo(session.sessionId());
            gone.add(session);
        });
        report(first.sim(), first.start(0));
        report(first.sim(), first.interim(30, 30, 10));
        assertThat(gone).as("still there").isEmpty();
        report(first.sim(), first.stop(60, 60, 1000));
        report(first.sim(), first.stop(60, 60, 1000));
        assertThat(gone).extracting(OnlineSession::simId).containsExactly(sim.simId());
    }

    @Test
    void laterSessionTakesTheAddress_listenersAreToldOfTheEarlierOne() {
        List<OnlineSession> gone = new ArrayList<>();
        Reports taker = Reports.of(Reports.sim(2), NAS, "B1", "10.64.0.1");
        registry.onDeparture(gone::add);
        report(first.sim(), first.start(0));
        report(taker.sim(), taker.start(10));
        assertThat(gone).extracting(OnlineSession::simId).containsExactly(sim.simId());
    }

    @Test
    void report_isNotDoneBeforeItsRecordIs() {
        heldBack = new CompletableFuture<>();
        CompletableFuture<Void> done = report(first.sim(), first.start(0));
        assertThat(done).isNotDone();
        heldBack.complete(null);
        assertThat(done).isCompleted();
    }

    @Test
    void recordThatCannotBeKept_failsTheReportAndItsRepetitionIsWritten() {
        heldBack = CompletableFuture.failedFuture(new IllegalStateException("full"));
        assertThat(report(first.sim(), first.start(0))).isCompletedExceptionally();
        heldBack = null;
        assertThat(report(first.sim(), first.start(0))).isCompleted();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void startTwice_isOneSession() {
        report(first.sim(), first.start(0));
        report(first.sim(), first.start(2));
        assertThat(rows()).hasSize(1);
        assertThat(registry.count()).isOne();
    }

    @Test
    void interimWithoutStart_opensTheSessionFromWhatItSays() {
        report(first.sim(), first.interim(600, 500, 9));
        assertThat(only().facts().startedAt()).isEqualTo(at(100));
        assertThat(registry.count()).isOne();
    }

    @Test
    void stopWithoutStart_leavesARecordOfAnEndedSession() {
        report(first.sim(), first.stop(600, 500, 9));
        assertThat(only().facts().startedAt()).isEqualTo(at(100));
        assertThat(only().endedAt()).isEqualTo(at(600));
        assertThat(registry.count()).isZero();
    }

    @Test
    void lateStartAfterStop_isIgnored() {
        report(first.sim(), first.stop(600, 600, 9));
        report(first.sim(), first.start(0));
        assertThat(rows()).hasSize(1);
        assertThat(registry.count()).isZero();
    }

    @Test
    void lateInterimAfterStop_raisesTheCountersOnly() {
        report(first.sim(), first.start(0));
        report(first.sim(), first.stop(600, 600, 100));
        report(first.sim(), first.interim(590, 590, 200));
        assertThat(only().usage()).isEqualTo(usage(200));
        assertThat(registry.count()).isZero();
    }

    @Test
    void sameAcctSessionIdAfterARestartOfTheServer_isAnotherSession() {
        report(first.sim(), first.start(0));
        report(first.sim(), first.interim(600, 600, 100));
        report(first.sim(), first.start(5000));
        assertThat(rows()).hasSize(2);
        assertThat(registry.count()).isOne();
        assertThat(reasons()).containsExactly(SessionEndReason.ADDRESS_REUSED);
    }

    @Test
    void laterSessionAtTheSameAddress_endsTheEarlier() {
        var other = Reports.of(Reports.sim(1), NAS, "B1", "10.64.0.1");
        report(first.sim(), first.start(0));
        report(other.sim(), other.start(100));
        assertThat(reasons()).containsExactly(SessionEndReason.ADDRESS_REUSED);
        assertThat(simAt("10.64.0.1")).isEqualTo(other.sim().simId());
    }

    @Test
    void earlierSessionHeardOfLateAtATakenAddress_isEndedAtOnce() {
        var other = Reports.of(Reports.sim(1), NAS, "B1", "10.64.0.1");
        report(other.sim(), other.start(1000));
        report(first.sim(), first.interim(600, 600, 7));
        assertThat(reasons()).containsExactly(SessionEndReason.ADDRESS_REUSED);
        assertThat(simAt("10.64.0.1")).isEqualTo(other.sim().simId());
    }

    @Test
    void sessionBeyondTheCardsLimit_endsTheOldest() {
        report(first.sim(), first.start(0));
        report(second.sim(), second.start(100));
        assertThat(reasons()).containsExactly(SessionEndReason.SIM_REUSED);
        assertThat(registry.at(Addresses.of("10.64.0.1"))).isNull();
        assertThat(simAt("10.64.0.2")).isEqualTo(sim.simId());
    }

    @Test
    void cardWithALimitOfTwo_keepsBoth() {
        Subscriber two = Reports.sim(2);
        report(two, Reports.of(two, NAS, "A1", "10.64.0.1").start(0));
        report(two, Reports.of(two, NAS, "A2", "10.64.0.2").start(1));
        assertThat(registry.count()).isEqualTo(2);
    }

    @Test
    void accountingOn_endsTheSessionsOfThatBoxOnly() {
        var other = Reports.of(Reports.sim(1), NAS, "B1", "10.64.0.9").from("10.0.0.2");
        report(first.sim(), first.start(0));
        report(other.sim(), other.start(0));
        registry.nasRestarted(NAS, Set.of(BOX), at(100), SessionEndReason.NAS_ON);
        assertThat(reasons()).containsExactly(SessionEndReason.NAS_ON);
        assertThat(simAt("10.64.0.9")).isEqualTo(other.sim().simId());
    }

    @Test
    void accountingOffOfAServerThatDoesNotTellItsAddress_endsAllOfItsEntry() {
        var other = Reports.of(Reports.sim(1), NAS, "B1", "10.64.0.9").from("10.0.0.2");
        var elsewhere = Reports.of(Reports.sim(1), Ids.next(), "C1", "10.64.0.10");
        report(first.sim(), first.start(0));
        report(other.sim(), other.start(0));
        report(elsewhere.sim(), elsewhere.start(0));
        registry.nasRestarted(NAS, Set.of(), at(100), SessionEndReason.NAS_OFF);
        assertThat(reasons()).containsExactly(SessionEndReason.NAS_OFF, SessionEndReason.NAS_OFF);
        assertThat(registry.count()).isOne();
    }

    @Test
    void accountingOnWhileTheJournalIsFull_isWrittenByItsRetry() {
        refusedAtFirst_isWrittenByItsRetry(new JournalFull("test"));
    }

    @Test
    void accountingOnWhileTheDiskIsFull_isWrittenByItsRetry() {
        refusedAtFirst_isWrittenByItsRetry(new IOException("No space left on device"));
    }

    private void refusedAtFirst_isWrittenByItsRetry(Exception why) {
        report(first.sim(), first.start(0));
        heldBack = CompletableFuture.failedFuture(why);
        CompletionStage<Void> refused =
                registry.nasRestarted(NAS, Set.of(BOX), at(100), SessionEndReason.NAS_ON);
        assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
        heldBack = null;
        journal.clear();
        CompletionStage<Void> retried =
                registry.nasRestarted(NAS, Set.of(BOX), at(100), SessionEndReason.NAS_ON);
        assertThat(retried.toCompletableFuture()).isCompleted();
        assertThat(reasons()).containsExactly(SessionEndReason.NAS_ON);
        journal.clear();
        registry.nasRestarted(NAS, Set.of(BOX), at(100), SessionEndReason.NAS_ON);
        assertThat(journal).isEmpty();
    }

    @Test
    void accountingOnDelayed_sparesSessionsStartedSince() {
        report(first.sim(), first.start(200));
        registry.nasRestarted(NAS, Set.of(BOX), at(100), SessionEndReason.NAS_ON);
        assertThat(registry.count()).isOne();
    }

    @Test
    void silenceOfThreeIntervals_endsTheSession() {
        report(first.sim(), first.start(0));
        registry.sweep(at(1800), at(0));
        assertThat(registry.count()).isOne();
        registry.sweep(at(1801), at(0));
        assertThat(reasons()).containsExactly(SessionEndReason.INTERIMS_MISSED);
    }

    @Test
    void silenceWhileNobodyListened_endsNothing() {
        report(first.sim(), first.start(0));
        registry.sweep(at(9000), at(8000));
        assertThat(registry.count()).isOne();
    }

    @Test
    void interimAfterItWasGivenUp_bringsTheSessionBack() {
        report(first.sim(), first.start(0));
        registry.sweep(at(2000), at(0));
        report(first.sim(), first.interim(2100, 2100, 50));
        assertThat(simAt("10.64.0.1")).isEqualTo(sim.simId());
        assertThat(only().endedAt()).isNull();
    }

    @Test
    void interimAfterItWasGivenUpAndItsAddressTaken_doesNot() {
        var other = Reports.of(Reports.sim(1), NAS, "B1", "10.64.0.1");
        report(first.sim(), first.start(0));
        registry.sweep(at(2000), at(0));
        report(other.sim(), other.start(2050));
        report(first.sim(), first.interim(2100, 2100, 50));
        assertThat(simAt("10.64.0.1")).isEqualTo(other.sim().simId());
    }

    @Test
    void sessionsTakenOverFromTheDatabase_areOnlineAndTakeReports() {
        report(first.sim(), first.start(0));
        SessionRecord row = only();
        var next = new SessionRegistry(this::append, SessionLimits.USUAL);
        next.load(List.of(row));
        next.report(first.stop(100, 100, 10), sim, 600);
        assertThat(next.count()).isZero();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void sessionThatEndedElsewhereWhileRowsWereRead_isNotTakenOverAsOpen() {
        report(first.sim(), first.start(0));
        SessionRecord read = only();
        report(first.sim(), first.stop(100, 100, 10));
        SessionRecord news = only();
        var next = new SessionRegistry(this::append, SessionLimits.USUAL);
        next.follow(List.of(news), card -> 1);
        next.load(List.of(read));
        assertThat(next.count()).isZero();
    }

    @Test
    void takenOverWithTwoAtOneAddress_theLaterOneLivesWhateverTheOrder() {
        var other = Reports.of(Reports.sim(1), NAS, "B1", "10.64.0.1");
        report(first.sim(), first.start(0));
        SessionRecord early = only();
        journal.clear();
        new SessionRegistry(this::append, SessionLimits.USUAL)
                .report(other.start(100), other.sim(), 600);
        SessionRecord late = only();
        for (List<SessionRecord> order : List.of(List.of(early, late), List.of(late, early))) {
            journal.clear();
            var next = new SessionRegistry(this::append, SessionLimits.USUAL);
            assertThat(next.load(order)).isOne();
            assertThat(next.count()).isOne();
            assertThat(next.at(Addresses.of("10.64.0.1")))
                    .extracting(OnlineSession::sessionId)
                    .isEqualTo(late.facts().id());
            assertThat(reasons()).containsExactly(SessionEndReason.ADDRESS_REUSED);
        }
    }

    @Test
    void accountingDuplicatedAndInAnyOrder_givesExactTotals() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            journal.clear();
            var fresh = new SessionRegistry(this::append, SessionLimits.USUAL);
            List<AccountingReport> reports = new ArrayList<>();
            for (int s = 0; s < 3; s++) {
                var session = Reports.of(Reports.sim(1), NAS, "S" + s, "10.65.0." + (s + 1));
                reports.add(session.start(0));
                reports.add(session.interim(600, 600, 1000));
                reports.add(session.interim(1200, 1200, 2000));
                reports.add(session.stop(1500, 1500, 2500));
                List<AccountingReport> all = new ArrayList<>(reports);
                all.addAll(reports);
                Collections.shuffle(all, random);
                all.forEach(r -> fresh.report(r, session.sim(), 600));
                reports.clear();
            }
            assertThat(fresh.count()).isZero();
            assertThat(rows()).hasSize(3);
            assertThat(rows().values())
                    .allSatisfy(row -> {
                        assertThat(row.usage()).isEqualTo(usage(2500));
                        assertThat(row.reason()).isEqualTo(SessionEndReason.STOP);
                        assertThat(row.endedAt()).isEqualTo(at(1500));
                    });
        }
    }

    private CompletableFuture<Void> report(Subscriber owner, AccountingReport report) {
        return registry.report(report, owner, 600).toCompletableFuture();
    }

    private @Nullable UUID simAt(String address) {
        OnlineSession online = registry.at(Addresses.of(address));
        return online == null ? null : online.simId();
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

    private List<SessionEndReason> reasons() {
        return rows().values().stream()
                .map(SessionRecord::reason)
                .filter(Objects::nonNull)
                .toList();
    }
}
