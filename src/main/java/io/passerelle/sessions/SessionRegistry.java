package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.SessionEvent.Concluded;
import io.passerelle.sessions.SessionEvent.Lapsed;
import io.passerelle.sessions.SessionEvent.Reported;
import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import io.passerelle.sessions.SessionState.Unknown;
import io.passerelle.store.JournalFull;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is online, and every change of it. One short lock orders the changes and their records; no
 * caller waits for the disk. Reading {@link #at} takes no lock.
 *
 * <p>Two rules keep ghosts out: of two sessions at one address the one that started later lives,
 * and a card over its limit loses the session that started first.
 */
public final class SessionRegistry implements OnlineSessions {

    private static final int CHUNK = 500;

    private final SessionJournal journal;
    private final SessionLimits limits;
    private final SessionIndex index;
    private final SessionLocator locator;
    private final AddressPool pool = new AddressPool();
    private final LinkedHashSet<UUID> promises = new LinkedHashSet<>(); // oldest first
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, Ended> unwritten = new ConcurrentHashMap<>(); // at most the sessions

    /** An empty registry. */
    public SessionRegistry(SessionJournal journal, SessionLimits limits) {
        this.journal = journal;
        this.limits = limits;
        this.index = new SessionIndex(limits.endedRemembered());
        this.locator = new SessionLocator(index);
    }

    @Override
    public @Nullable OnlineSession at(InetAddress address) {
        return index.at(address);
    }

    @Override
    public int count() {
        return index.openCount();
    }

    @Override
    public void onDeparture(Consumer<OnlineSession> listener) {
        index.onDeparture(listener);
    }

    /** Takes over what the database knows, before any report is taken. */
    public void load(List<SessionRecord> records) {
        locked(() -> {
            records.forEach(record -> index.put(record.facts().id(), record.state()));
            return null;
        });
    }

    /**
     * Promises a session and an address to a card that may sign on.
     *
     * @param pools where the address comes from unless the card has its own; empty leaves the
     *     choice to the network access server
     * @param reserved addresses that are in a pool and yet somebody's own
     */
    Grant promise(
            Subscriber sim,
            UUID nasId,
            List<Cidr> pools,
            Predicate<InetAddress> reserved,
            Instant now) {
        return locked(() -> {
            lapse(now);
            if (limits.refuseOverLimit() && index.openOf(sim.simId()) >= sim.sessionLimit()) {
                return new Grant.Withheld(AuthenticationReason.SESSION_LIMIT);
            }
            List<Promised> earlier = index.promisesOf(sim.simId());
            if (earlier.size() >= sim.sessionLimit()) {
                return renew(earlier.getFirst(), sim, now);
            }
            if (promises.size() >= limits.promisesAtMost()) {
                return new Grant.Withheld(AuthenticationReason.OVERLOADED);
            }
            InetAddress address = sim.staticAddress();
            if (address == null && !pools.isEmpty()) {
                address = pool.take(pools, a -> index.isFree(a) && !reserved.test(a));
                if (address == null) {
                    return new Grant.Withheld(AuthenticationReason.POOL_EXHAUSTED);
                }
            }
            return give(Ids.next(), sim, nasId, address, now);
        });
    }

    /** A terminal that asks again before it started gets what it was promised. */
    private Grant renew(Promised promised, Subscriber sim, Instant now) {
        InetAddress address = promised.address();
        if (sim.staticAddress() != null) {
            address = sim.staticAddress();
        }
        index.put(promised.id(), new Unknown());
        promises.remove(promised.id());
        return give(promised.id(), sim, promised.nasId(), address, now);
    }

    private Grant give(
            UUID id, Subscriber sim, UUID nasId, @Nullable InetAddress address, Instant now) {
        index.put(
                id,
                new Promised(
                        id, sim.simId(), nasId, address, now, now.plus(limits.promiseLasts())));
        promises.add(id);
        return new Grant.Given(id, address);
    }

    private void lapse(Instant now) {
        for (Iterator<UUID> oldest = promises.iterator(); oldest.hasNext(); oldest.remove()) {
            UUID id = oldest.next();
            if (index.state(id) instanceof Promised promised) {
                if (promised.until().isAfter(now)) {
                    return;
                }
                index.put(id, SessionLife.after(promised, new Lapsed()));
            }
        }
    }

    /**
     * Takes a report about a session.
     *
     * @param interimSeconds how often sessions of this access point report
     * @return completes when everything that follows from it is durable
     */
    public CompletionStage<Void> report(
            AccountingReport report, Subscriber sim, int interimSeconds) {
        return locked(() -> {
            UUID id = locator.idOf(report, sim.simId());
            SessionState state = index.state(id);
            var fresh = fresh(id, report, sim, interimSeconds);
            SessionState before = state == null ? new Unknown() : state;
            SessionState after = SessionLife.after(before, new Reported(report, fresh));
            List<CompletionStage<Void>> written = new ArrayList<>(2);
            appendUnwritten(written);
            if (after instanceof Open opened && isNewAt(before, opened)) {
                after = settleAddress(opened, written);
            }
            index.put(id, after);
            settleLimit(sim, report.at(), written);
            written.add(append(index.state(id)));
            return all(written);
        });
    }

    /**
     * Concludes every open session of a box that restarts. Waits for the disk now and then: call it
     * where waiting is allowed.
     *
     * @param boxes the addresses that box is known by; none means every box of the server's entry
     * @param reason {@link SessionEndReason#NAS_ON} or {@link SessionEndReason#NAS_OFF}
     */
    public CompletionStage<Void> nasRestarted(
            UUID nasId, Set<InetAddress> boxes, Instant at, SessionEndReason reason) {
        List<UUID> ids = locked(() -> index.openOfNas(nasId));
        return conclude(
                ids,
                open ->
                        !open.facts().startedAt().isAfter(at)
                                && isOf(open.facts().nasAddress(), boxes),
                at,
                reason);
    }

    private static boolean isOf(@Nullable InetAddress box, Set<InetAddress> boxes) {
        return box == null || boxes.isEmpty() || boxes.contains(box);
    }

    /**
     * Concludes the sessions that have not been heard of for too many intervals.
     *
     * @param listeningSince nothing could be heard before: a restart is no silence of the terminals
     */
    public CompletionStage<Void> sweep(Instant now, Instant listeningSince) {
        Predicate<Open> silent = open -> isSilent(open, now, listeningSince);
        List<UUID> ids =
                index.open().stream().filter(silent).map(open -> open.facts().id()).toList();
        return conclude(ids, silent, now, SessionEndReason.INTERIMS_MISSED);
    }

    private boolean isSilent(Open open, Instant now, Instant listeningSince) {
        int interval = open.facts().interimSeconds();
        Instant heard = open.lastAt().isAfter(listeningSince) ? open.lastAt() : listeningSince;
        return interval > 0
                && heard.plusSeconds((long) interval * limits.intervalsMissed()).isBefore(now);
    }

    private CompletionStage<Void> conclude(
            List<UUID> ids, Predicate<Open> still, Instant at, SessionEndReason reason) {
        CompletionStage<Void> left =
                locked(() -> {
                    List<CompletionStage<Void>> written = new ArrayList<>();
                    appendUnwritten(written);
                    return all(written);
                });
        return all(List.of(left, concludeAll(ids, still, at, reason)));
    }

    private CompletionStage<Void> concludeAll(
            List<UUID> ids, Predicate<Open> still, Instant at, SessionEndReason reason) {
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<UUID> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            CompletionStage<Void> written =
                    locked(() -> {
                        List<CompletionStage<Void>> all = new ArrayList<>(chunk.size());
                        for (UUID id : chunk) {
                            if (index.state(id) instanceof Open open && still.test(open)) {
                                all.add(conclude(open, at, reason));
                            }
                        }
                        return all(all);
                    });
            if (from + CHUNK >= ids.size()) {
                return written;
            }
            try {
                written.toCompletableFuture().join();
            } catch (CompletionException e) {
                return written; // full: the rest waits for the next attempt
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> conclude(Open open, Instant at, SessionEndReason reason) {
        SessionState ended = SessionLife.after(open, new Concluded(at, reason));
        index.put(open.facts().id(), ended);
        return append(ended);
    }

    private static SessionFacts fresh(
            UUID id, AccountingReport report, Subscriber sim, int interimSeconds) {
        return new SessionFacts(
                id,
                sim.simId(),
                sim.organisationId(),
                report.nasId(),
                report.nasAddress(),
                report.acctSessionId(),
                report.accessPoint(),
                report.address(),
                report.msisdn(),
                report.imsi(),
                report.imeisv(),
                report.radio(),
                report.visitedNetwork(),
                report.startedAt(),
                interimSeconds);
    }

    /** Whether a session is now where it was not before. */
    private static boolean isNewAt(SessionState before, Open opened) {
        return !(before instanceof Open earlier)
                || !Objects.equals(earlier.facts().address(), opened.facts().address());
    }

    /** Of two sessions at one address the later one lives. */
    private SessionState settleAddress(Open opened, List<CompletionStage<Void>> written) {
        InetAddress address = opened.facts().address();
        OnlineSession holder = address == null ? null : index.at(address);
        if (holder == null || holder.sessionId().equals(opened.facts().id())) {
            return opened;
        }
        if (holder.startedAt().isAfter(opened.facts().startedAt())) {
            return SessionLife.after(
                    opened, new Concluded(opened.lastAt(), SessionEndReason.ADDRESS_REUSED));
        }
        if (index.state(holder.sessionId()) instanceof Open loser) {
            written.add(
                    conclude(loser, opened.facts().startedAt(), SessionEndReason.ADDRESS_REUSED));
        }
        return opened;
    }

    private void settleLimit(Subscriber sim, Instant at, List<CompletionStage<Void>> written) {
        while (index.openOf(sim.simId()) > sim.sessionLimit()) {
            Open oldest = index.oldestOf(sim.simId());
            if (oldest == null) {
                return;
            }
            written.add(conclude(oldest, at, SessionEndReason.SIM_REUSED));
        }
    }

    private CompletionStage<Void> append(@Nullable SessionState state) {
        return switch (state) {
            case Open open -> journal.append(SessionRecord.of(open));
            case Ended ended -> append(ended);
            case null, default -> CompletableFuture.completedFuture(null);
        };
    }

    /**
     * An end that the full journal did not take is kept for the next attempt: the retry of the
     * report it came from would find nothing left to end, and be answered without it.
     */
    private CompletionStage<Void> append(Ended ended) {
        return journal.append(SessionRecord.of(ended))
                .whenComplete((written, failure) -> {
                    if (failure instanceof JournalFull) {
                        unwritten.put(ended.facts().id(), ended);
                    }
                });
    }

    private void appendUnwritten(List<CompletionStage<Void>> written) {
        for (Ended ended : List.copyOf(unwritten.values())) {
            if (unwritten.remove(ended.facts().id(), ended)) {
                written.add(append(ended));
            }
        }
    }

    private static CompletionStage<Void> all(List<CompletionStage<Void>> stages) {
        return stages.size() == 1
                ? stages.getFirst()
                : CompletableFuture.allOf(
                        stages.stream()
                                .map(CompletionStage::toCompletableFuture)
                                .toArray(CompletableFuture[]::new));
    }

    private <T extends @Nullable Object> T locked(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }
}
