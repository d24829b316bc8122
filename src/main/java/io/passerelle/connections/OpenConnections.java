package io.passerelle.connections;

import io.passerelle.store.Journal;
import io.passerelle.store.JournalFull;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of every open connection where a killed process leaves it, until the
 * connection's record is durable (SPEC M2M-28). Bytes are noted once a second; {@link
 * CutConnections} reads it at the next start.
 */
final class OpenConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final SlotFile file;
    private final Journal<ConnectionRecord> journal;
    private final LongAdder without = new LongAdder();
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("open-connections").factory());
    private boolean full;

    /**
     * Makes an empty file, and looks after it.
     *
     * @param atMost how many connections it may hold, ended ones included whose record is on its
     *     way
     */
    OpenConnections(Path path, String node, int atMost, Journal<ConnectionRecord> journal)
            throws IOException {
        this.file = new SlotFile(path, node, atMost);
        this.journal = journal;
        file.grow();
        sweeper.scheduleWithFixedDelay(
                this::safelySweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many connections found no room: a kill would leave no record of them. */
    long without() {
        return without.sum();
    }

    /** Notes a connection; null when there is no room for it. */
    ConnectionJournal.@Nullable Note note(LiveConnection connection, ConnectionRecord soFar) {
        Slot slot = file.take();
        if (slot == null) {
            without.increment();
            return null;
        }
        slot.take(connection, soFar);
        return new Kept(connection, slot);
    }

    /** Ends the sweep. The journal goes on freeing slots while it writes what is left. */
    @Override
    public void close() {
        sweeper.shutdownNow();
    }

    private final class Kept implements ConnectionJournal.Note {

        private final LiveConnection connection;
        private Slot slot;

        Kept(LiveConnection connection, Slot slot) {
            this.connection = connection;
            this.slot = slot;
        }

        /** Into another slot: rewriting its own would leave a moment with neither. */
        @Override
        public void carried(ConnectionRecord now) {
            Slot next = file.take();
            if (next != null) {
                next.take(connection, now);
                file.giveBack(slot);
                slot = next;
            }
        }

        @Override
        public void ended(ConnectionRecord record) {
            slot.end(record);
            append(record, slot);
        }
    }

    /** Whether the journal had no room, as opposed to a record that the database refuses. */
    static boolean isForLater(@Nullable Throwable why) {
        return why instanceof JournalFull || why instanceof IOException;
    }

    private void append(ConnectionRecord record, Slot slot) {
        journal.append(record)
                .whenComplete((kept, why) -> {
                    if (isForLater(why)) {
                        slot.keep(record); // for the next sweep
                    } else {
                        file.giveBack(slot);
                    }
                });
    }

    private void safelySweep() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("open connections could not be noted");
        }
    }

    private void sweep() {
        file.alive(Instant.now());
        int busy = 0;
        boolean stuck = false;
        for (Slot slot : file.slots()) {
            slot.count();
            ConnectionRecord unwritten = slot.unwritten();
            if (slot.isTaken()) {
                busy++;
            }
            if (unwritten != null && !stuck) {
                stuck = !appendAgain(unwritten, slot);
            }
        }
        if (file.slots().size() - busy < SlotFile.PIECE) {
            grow();
        }
    }

    /** False when there is still no room: the others need not try. */
    private boolean appendAgain(ConnectionRecord record, Slot slot) {
        slot.keep(null);
        append(record, slot);
        return slot.unwritten() == null;
    }

    private void grow() {
        try {
            file.grow();
            full = false;
        } catch (IOException e) {
            if (!full) {
                LOG.atError()
                        .addKeyValue("reason", e.toString())
                        .log("no room on disk to note more open connections");
            }
            full = true;
        }
    }
}
