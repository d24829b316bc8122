package io.passerelle.sessions;

import io.passerelle.foundation.Ids;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes accounting (M2M-7). Every answer is a promise that completes when what was reported is
 * durable; only then may the report be acknowledged, because an acknowledgement is all that keeps a
 * network access server from sending it again.
 */
public final class Accounting {

    private final Subscribers subscribers;
    private final SessionRegistry registry;
    private final AuthenticationJournal strays;
    private final SessionSeeker seeker;
    private final Executor patient;

    /**
     * @param strays where accounting of unknown cards is written down
     * @param seeker asks for sessions that began at another node
     * @param patient runs what may wait for the disk
     */
    public Accounting(
            Subscribers subscribers,
            SessionRegistry registry,
            AuthenticationJournal strays,
            SessionSeeker seeker,
            Executor patient) {
        this.subscribers = subscribers;
        this.registry = registry;
        this.strays = strays;
        this.seeker = seeker;
        this.patient = patient;
    }

    /** Takes a report about a session. */
    public CompletionStage<Void> report(AccountingReport report) {
        Subscriber sim = find(report);
        if (sim == null) {
            return strays.append(stray(report));
        }
        AccessPointRules rules = sim.accessPoint();
        int interval = rules == null ? 0 : rules.interimInterval();
        CompletionStage<Void> sought = seeker.of(report, sim);
        return sought == null
                ? registry.report(report, sim, interval)
                : sought.thenCompose(found -> registry.report(report, sim, interval));
    }

    /** Takes the news that a network access server starts anew or goes down. */
    public CompletionStage<Void> restarted(NasRestart restart) {
        return CompletableFuture.supplyAsync(
                        () ->
                                registry.nasRestarted(
                                        restart.nasId(),
                                        restart.boxes(),
                                        restart.at(),
                                        restart.reason()),
                        patient)
                .thenCompose(Function.identity());
    }

    private @Nullable Subscriber find(AccountingReport report) {
        Subscriber sim = report.imsi().isEmpty() ? null : subscribers.byImsi(report.imsi());
        if (sim == null && !report.msisdn().isEmpty()) {
            sim = subscribers.byMsisdn(report.msisdn());
        }
        boolean anonymous = report.imsi().isEmpty() && report.msisdn().isEmpty();
        return sim == null && anonymous ? subscribers.byUserName(report.userName()) : sim;
    }

    /**
     * Accounting of a card that is not ours is kept as a refusal: it is durable, somebody sees it,
     * and the server may be answered. Silence would have it take us for dead, for all cards.
     */
    private static Authentication stray(AccountingReport report) {
        return new Authentication(
                Ids.next(),
                report.at(),
                report.nasId(),
                report.nasAddress(),
                null,
                null,
                report.userName(),
                report.msisdn(),
                report.imsi(),
                report.accessPoint(),
                AuthenticationMethod.ACCOUNTING,
                false,
                AuthenticationReason.UNKNOWN_SIM,
                report.address(),
                null,
                report.imeisv());
    }
}
