package io.passerelle.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of what the data plane observed into the database: bounded, batched, in order, and
 * durable also while the database is away.
 *
 * <p>One thread takes what waits and has it written in one transaction: one fsync for many entries,
 * and the more wait the more share it. When the database fails, or takes longer than it may, the
 * batch goes to a {@link Spool} on disk and is acknowledged from there; what was under way may
 * still be committed, which changes nothing, because it is written again. Until {@link Replay} has
 * emptied the spool everything goes through it, so that the order holds.
 *
 * <p>A journal that is disk first sends everything through the spool, always: an entry is durable
 * after one write to a file, however slow the database is, and the database gets larger batches.
 */
public final class Journal<E> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long IDLE_MILLIS = 100;
    private static final long LOOK_MILLIS = 2;
    private static final Duration GLANCE = Duration.ofMillis(10);

    /** A batch that takes so many times the patience means that the database takes nothing. */
    private static final int TOO_LATE = 5;

    private final JournalSettings settings;
    private final JournalSink<E> sink;
    private final StoreState.Reporter reporter;
    private final SpoolOf<E> spool;
    private final Replay<E> replay;
    private final BlockingQueue<Waiting<E>> queue;
    private final Gathering gathering;
    private final LongAdder lost = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LogLimit quiet = new LogLimit();
    private final LogLimit failures = new LogLimit();
    private final ExecutorService database;
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean ended;

    /** Starts the writing thread. */
    public Journal(
            JournalSettings settings, JournalCodec<E> codec, JournalSink<E> sink, StoreState state)
            throws IOException {
        this.settings = settings;
        this.gathering = new Gathering(settings);
        this.sink = sink;
        this.reporter = state.reporter("journal " + settings.name());
        this.spool = new SpoolOf<>(settings, codec, lost);
        this.replay = new Replay<>(settings);
        this.queue = new ArrayBlockingQueue<>(settings.capacity());
        this.database =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform()
                                .daemon() // a database that hangs must not keep us from ending
                                .name("journal-" + settings.name() + "-database")
                                .factory());
        this.writer = Thread.ofPlatform().name("journal-" + settings.name()).start(this::writeAll);
    }

    /**
     * Hands an entry over.
     *
     * @return completes when the entry is durable, in the database or in the spool; fails with
     *     {@link JournalFull} when it could not be kept, and with the database's reason when it
     *     refused the entry
     */
    public CompletionStage<Void> append(E entry) {
        var done = new CompletableFuture<Void>();
        if (closing || !queue.offer(new Waiting<>(entry, done))) {
            noRoom(turnedAway);
            done.completeExceptionally(new JournalFull(settings.name()));
        } else if (ended) {
            failWhatIsLeft(); // it came in while the last batch went out
        } else {
            gathering.hurry(writer);
        }
        return done;
    }

    /**
     * Hands an entry over without waiting; false, and counted in {@link #lost()}, when there was no
     * room.
     */
    public boolean offer(E entry) {
        boolean taken = !closing && queue.offer(new Waiting<>(entry, null));
        if (!taken) {
            noRoom(lost);
        } else if (ended) {
            failWhatIsLeft(); // it came in while the last batch went out
        }
        return taken;
    }

    private void noRoom(LongAdder count) {
        count.increment();
        long since = quiet.add(1);
        if (since > 0) {
            LOG.atError()
                    .addKeyValue("journal", settings.name())
                    .addKeyValue("entries", since)
                    .log("no room in memory for what comes in");
        }
    }

    /** Its limits. */
    public JournalSettings settings() {
        return settings;
    }

    /**
     * How many entries are gone for good since the start: offered when there was no room, refused
     * by the database, or unreadable.
     */
    public long lost() {
        return lost.sum();
    }

    /**
     * How many entries were handed back to whoever appended them since the start, because neither
     * memory nor disk had room: their senders were not answered and keep them.
     */
    public long turnedAway() {
        return turnedAway.sum();
    }

    /** How many entries wait in memory. */
    public int waiting() {
        return queue.size();
    }

    /** How many bytes wait on disk. */
    public long spooledBytes() {
        return spool.bytes();
    }

    /** How many entries wait on disk. */
    public long spooledEntries() {
        return spool.entries();
    }

    /** Waits until what is on the disk now is in the database; false when that takes longer. */
    public boolean awaitWritten(Duration patience) {
        return spool.awaitForgotten(patience);
    }

    /** How many entries came into the database by way of the disk since the start. */
    public long replayed() {
        return replay.count();
    }

    /**
     * Writes what waits, to the database or else to disk, and ends. Entries that come later are not
     * taken.
     */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        failWhatIsLeft();
        database.shutdown();
    }

    private void failWhatIsLeft() {
        for (Waiting<E> left = queue.poll(); left != null; left = queue.poll()) {
            notKept(left, new JournalFull(settings.name()));
        }
    }

    private void writeAll() {
        List<Waiting<E>> batch = new ArrayList<>(settings.batch());
        while (!closing || !queue.isEmpty()) {
            try {
                settle();
                take(batch);
                if (!batch.isEmpty()) {
                    keep(batch);
                }
                startReplay();
            } catch (InterruptedException e) {
                closing = true;
                spool(batch); // twice is no harm
            } catch (RuntimeException mistake) { // without this thread nothing is kept any more
                failed(mistake);
                spool(batch);
            } finally {
                batch.clear();
            }
        }
        if (settings.diskFirst()) {
            writeWhatIsLeft();
        }
        replay.awaitEnd(settings.patience());
        spool.close();
    }

    /** Or the next start would have to; gives up when the database does not take it. */
    private void writeWhatIsLeft() {
        long end = System.nanoTime() + settings.patience().toNanos();
        try {
            while (!spool.isEmpty() && replay.isHealthy() && System.nanoTime() - end < 0) {
                startReplay();
                Attempt<E> attempt = replay.attempt();
                if (attempt == null || !attempt.await(settings.patience())) {
                    return;
                }
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(List<Waiting<E>> batch) throws InterruptedException {
        long patience = replay.isRunning() ? LOOK_MILLIS : isReplayDue() ? 0 : idleMillis();
        Waiting<E> first = queue.poll(patience, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            gathering.await(() -> closing ? Integer.MAX_VALUE : queue.size());
            queue.drainTo(batch, settings.batch() - 1);
        }
    }

    private boolean isReplayDue() {
        return !spool.isEmpty()
                && (replay.isDue()
                        || closing && replay.isHealthy()
                        || replay.isHealthy() && spool.entries() >= settings.batch());
    }

    private long idleMillis() {
        return spool.isEmpty() ? IDLE_MILLIS : Math.clamp(replay.dueMillis(), 1, IDLE_MILLIS);
    }

    private void keep(List<Waiting<E>> batch) throws InterruptedException {
        if (settings.diskFirst() || replay.isRunning() || !spool.isEmpty()) {
            spool(batch);
            return;
        }
        Attempt<E> attempt = begin(batch.stream().map(Waiting::entry).toList());
        if (!hasEnded(attempt)) {
            replay.running(attempt, null);
            spool(batch);
        } else {
            conclude(attempt, batch);
        }
    }

    /**
     * Waits for it, unless it takes longer than it may, or what comes in meanwhile fills memory.
     */
    private boolean hasEnded(Attempt<E> attempt) throws InterruptedException {
        while (!attempt.await(GLANCE)) {
            if (attempt.isOlderThan(settings.patience())
                    || queue.size() > queue.remainingCapacity()) {
                return attempt.isDone();
            }
        }
        return true;
    }

    private Attempt<E> begin(List<E> entries) {
        var attempt = new Attempt<>(entries, sink);
        database.execute(attempt);
        return attempt;
    }

    private void conclude(Attempt<E> attempt, List<Waiting<E>> batch) {
        List<Waiting<E>> rest = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Exception why = attempt.refused().get(i);
            if (why == null) {
                rest.add(batch.get(i));
            } else {
                spool.refused(batch.get(i).entry(), why);
                batch.get(i).failed(why);
            }
        }
        Throwable failure = attempt.failure();
        if (failure == null) {
            reporter.answered();
            rest.forEach(Waiting::kept);
        } else {
            failed(failure);
            spool(rest);
        }
    }

    private void failed(Throwable why) {
        replay.failed();
        if (replay.failedTwice() && !StoreFaults.isContention(why)) {
            reporter.failed(StoreState.Kind.NOT_WRITING, StoreFaults.reason(why));
        }
        long since = failures.add(1);
        if (since > 0) {
            LOG.atWarn()
                    .addKeyValue("journal", settings.name())
                    .addKeyValue("times", since)
                    .addKeyValue("reason", StoreFaults.reason(why))
                    .log("the database did not take a batch; it is tried again");
        }
    }

    private void spool(List<Waiting<E>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Exception problem = spool.append(batch.stream().map(Waiting::entry).toList());
        for (Waiting<E> waiting : batch) {
            if (problem == null) {
                waiting.kept();
            } else {
                notKept(waiting, problem);
            }
        }
    }

    private void notKept(Waiting<E> waiting, Exception why) {
        (waiting.done() == null ? lost : turnedAway).increment();
        waiting.failed(why);
    }

    /** Looks what became of what is under way. */
    private void settle() {
        Attempt<E> attempt = replay.attempt();
        if (attempt == null) {
            if (spool.isEmpty() && replay.isDue()) {
                reporter.answered(); // nothing waits for it: the next entry will tell
            }
            return;
        }
        boolean late = attempt.wasStuckFor(settings.patience().multipliedBy(TOO_LATE));
        if (!attempt.isDone()) {
            if (late) {
                reporter.failed(
                        StoreState.Kind.NOT_WRITING,
                        "writing a batch of " + settings.name() + " takes too long");
            }
            return;
        }
        Throwable failure = attempt.failure();
        if (failure != null) {
            replay.over(false);
            failed(failure);
            return;
        }
        replay.written(spool.written(replay.piece(), attempt.refused()));
        if (!late) {
            reporter.answered();
        }
    }

    private void startReplay() throws InterruptedException {
        if (replay.isRunning() || !isReplayDue()) {
            return;
        }
        SpoolOf.Piece<E> piece = spool.next(replay.step());
        if (piece == null) {
            replay.failed(); // the disk cannot be read
            return;
        }
        Attempt<E> attempt = begin(piece.entries());
        replay.running(attempt, piece);
        if (piece.isLast() && !settings.diskFirst()) {
            // What comes in meanwhile waits in memory: else there would always be one piece more.
            hasEnded(attempt);
        }
    }
}
