package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import io.passerelle.sessions.SessionEvent.Lapsed;
import io.passerelle.sessions.SessionEvent.Reported;
import io.passerelle.sessions.SessionState.Ended;
import io.passerelle.sessions.SessionState.Open;
import io.passerelle.sessions.SessionState.Promised;
import io.passerelle.sessions.SessionState.Unknown;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
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

    private final SessionAppender appender;
    private final SessionLimits limits;
    private final SessionIndex index;
    private final SessionLocator locator;
    private final SessionRivals rivals;
    private final AddressShares shares;
    private final AddressPool pool;
    private final LinkedHashSet<UUID> promises = new LinkedHashSet<>(); // oldest first
    private final ReentrantLock lock = new ReentrantLock();

    /** An empty registry of a node that is alone. */
    public SessionRegistry(SessionJournal journal, SessionLimits limits) {
        this(journal, limits, AddressShares.WHOLE);
    }

    /** An empty registry. */
    public SessionRegistry(SessionJournal journal, SessionLimits limits, AddressShares shares) {
        this.shares = shares;
        this.pool = new AddressPool(shares);
        this.appender = new SessionAppender(journal);
        this.limits = limits;
        this.index = new SessionIndex(limits.endedRemembered());
        this.locator = new SessionLocator(index);
        this.rivals = new SessionRivals(index, appender);
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

    /**
     * Takes over what the database knows, before any report is taken. Of two open sessions at one
     * address, which a kill can leave, the later one lives here as everywhere.
     *
     * @return how many had to be ended
     */
    public int load(List<SessionRecord> records) {
        return locked(() -> {
            List<CompletionStage<Void>> written = new ArrayList<>();
            for (SessionRecord record : records) {
                // other nodes' news came in while the rows were read, and are later than they
                SessionState known = index.state(record.facts().id());
                SessionState state =
                        SessionMerge.of(known == null ? new Unknown() : known, record.state());
                if (state instanceof Open open) {
                    state = rivals.settleAddress(open, written);
                    if (state instanceof Ended ended) {
                        written.add(appender.append(ended));
                    }
                }
                index.put(record.facts().id(), state);
            }
            return written.size();
        });
    }

    /**
     * Takes note of what other nodes wrote. Two sessions that two nodes opened at one address, or
     * beyond a card's limit, are settled here as everywhere else; every node comes to the same.
     * Ends come first: a node whose clock is ahead takes its own session for the later one, and
     * would end the one for which another node has just ended it.
     *
     * @param limits how many sessions a card may have, by its id
     * @return completes when everything that follows from it is durable
     */
    CompletionStage<Void> follow(List<SessionRecord> records, ToIntFunction<UUID> limits) {
        List<CompletionStage<Void>> written = new ArrayList<>();
        List<SessionRecord> endsFirst =
                records.stream()
                        .sorted(Comparator.comparing(record -> record.endedAt() == null))
                        .toList();
        for (int from = 0; from < endsFirst.size(); from += CHUNK) {
            List<SessionRecord> chunk =
                    endsFirst.subList(from, Math.min(endsFirst.size(), from + CHUNK));
            locked(() -> {
                chunk.forEach(record -> follow(record, limits, written));
                return null;
            });
        }
        return SessionAppender.all(written);
    }

    private void follow(
            SessionRecord record, ToIntFunction<UUID> limits, List<CompletionStage<Void>> written) {
        UUID id = record.facts().id();
        SessionState state = index.state(id);
        SessionState before = state == null ? new Unknown() : state;
        SessionState after = SessionMerge.of(before, record.state());
        if (after.equals(before)) {
            return;
        }
        if (after instanceof Open opened && SessionRivals.isNewAt(before, opened)) {
            after = rivals.settleAddress(opened, written);
            if (after instanceof Ended ended) {
                written.add(appender.append(ended));
            }
        }
        index.put(id, after);
        keptPromise(before);
        if (after instanceof Open && !(before instanceof Open)) {
            rivals.settleLimit(
                    record.facts().simId(),
                    limits.applyAsInt(record.facts().simId()),
                    record.lastAt(),
                    written);
        }
    }

    /** Whether an address of that network is promised to somebody. */
    boolean isPromised(Cidr network) {
        return locked(() -> index.isPromised(network));
    }

    /** Completes when everything that was reported until now is durable. */
    CompletionStage<Void> written() {
        return locked(() -> appender.append(index.open().stream().findAny().orElse(null)));
    }

    /** Whether a report would find its session, or the promise of it, in memory. */
    boolean knows(AccountingReport report, UUID simId) {
        return locked(() -> locator.knows(report, simId));
    }

    /** The ids of all open sessions. */
    List<UUID> openIds() {
        return index.open().stream().map(open -> open.facts().id()).toList();
    }

    /** The ids of the sessions {@link #sweep} would conclude, if nobody else has heard of them. */
    List<UUID> silent(Instant now, Instant listeningSince) {
        return index.open().stream()
                .filter(open -> limits.isSilent(open, now, listeningSince))
                .map(open -> open.facts().id())
                .toList();
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

    /** What has become a session takes no room among promises, also while none of them lapses. */
    private void keptPromise(SessionState before) {
        if (before instanceof Promised promised) {
            promises.remove(promised.id());
        }
    }

    private void lapse(Instant now) {
        if (shares.areReportsMissing()) {
            return;
        }
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
            var fresh = SessionFacts.first(id, report, sim, interimSeconds);
            SessionState before = state == null ? new Unknown() : state;
            SessionState after = SessionLife.after(before, new Reported(report, fresh));
            List<CompletionStage<Void>> written = new ArrayList<>(2);
            appender.appendUnwritten(written);
            if (after instanceof Open opened && SessionRivals.isNewAt(before, opened)) {
                after = rivals.settleAddress(opened, written);
            }
            index.put(id, after);
            keptPromise(before);
            rivals.settleLimit(sim.simId(), sim.sessionLimit(), report.at(), written);
            written.add(appender.append(index.state(id)));
            return SessionAppender.all(written);
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
        return conclude(
                silent(now, listeningSince),
                open -> limits.isSilent(open, now, listeningSince),
                now,
                SessionEndReason.INTERIMS_MISSED);
    }

    private CompletionStage<Void> conclude(
            List<UUID> ids, Predicate<Open> still, Instant at, SessionEndReason reason) {
        CompletionStage<Void> left =
                locked(() -> {
                    List<CompletionStage<Void>> written = new ArrayList<>();
                    appender.appendUnwritten(written);
                    return SessionAppender.all(written);
                });
        return SessionAppender.all(List.of(left, concludeAll(ids, still, at, reason)));
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
                                all.add(rivals.conclude(open, at, reason));
                            }
                        }
                        return SessionAppender.all(all);
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

    private <T extends @Nullable Object> T locked(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }
}
