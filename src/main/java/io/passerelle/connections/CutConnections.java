package io.passerelle.connections;

import io.passerelle.foundation.Ids;
import io.passerelle.store.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that were open when earlier processes died: they become records, and then what
 * was noted of them goes. A record that comes twice is one record, so a kill on the way does no
 * harm.
 */
final class CutConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CutConnections.class);
    private static final String SUFFIX = ".open";
    private static final int AT_ONCE = 1_000;
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Journal<ConnectionRecord> journal;
    private final List<Path> files;
    private final List<ConnectionRecord> records = new ArrayList<>();
    private final int cut;
    private final int ended;
    private volatile boolean closed;

    /** Reads what is left in a folder, and makes the folder if need be. */
    CutConnections(Path folder, Journal<ConnectionRecord> journal) throws IOException {
        this.journal = journal;
        Files.createDirectories(folder);
        // They name subscribers and where they were.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
        Map<UUID, ConnectionRecord> latest = new LinkedHashMap<>();
        int unreadable = 0;
        for (Path file : files) {
            SlotFile.Left left = SlotFile.read(file);
            left.records()
                    .forEach(record -> latest.merge(record.id(), record, CutConnections::later));
            unreadable += left.unreadable();
        }
        records.addAll(latest.values());
        cut =
                (int)
                        records.stream()
                                .filter(record -> record.endReason() == EndReason.GATEWAY_FAILED)
                                .count();
        ended = records.size() - cut;
        if (!records.isEmpty() || unreadable > 0) {
            LOG.atWarn()
                    .addKeyValue("cut", cut)
                    .addKeyValue("ended", ended)
                    .addKeyValue("unreadable", unreadable)
                    .log("the last stop cut connections off; they are recorded now");
        }
    }

    /** Killed between its two slots, while it was found a destination: the one that names it. */
    private static ConnectionRecord later(ConnectionRecord one, ConnectionRecord other) {
        return other.connectMillis() != null || other.path().size() > one.path().size()
                ? other
                : one;
    }

    /** A file for this process. */
    static Path fresh(Path folder) {
        return folder.resolve(Ids.next() + SUFFIX);
    }

    /** How many connections were open at the end of an earlier process. */
    int cut() {
        return cut;
    }

    /** How many had ended by themselves, and their records were on their way. */
    int ended() {
        return ended;
    }

    /** Hands them to the journal, in the background. */
    void record() {
        Thread.ofVirtual().name("cut-connections").start(this::recordAll);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void recordAll() {
        for (int from = 0; from < records.size(); from += AT_ONCE) {
            List<ConnectionRecord> some =
                    records.subList(from, Math.min(records.size(), from + AT_ONCE));
            while (!closed && !isKept(some)) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        if (closed) {
            return; // the next start does it
        }
        records.clear();
        try {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.atError().addKeyValue("reason", e.toString()).log("left behind");
        }
    }

    /** Whether all are durable; what the database refuses for what it is was logged and counts. */
    private boolean isKept(List<ConnectionRecord> some) {
        List<CompletableFuture<Void>> written =
                some.stream().map(record -> journal.append(record).toCompletableFuture()).toList();
        boolean kept = true;
        for (CompletableFuture<Void> one : written) {
            try {
                one.join();
            } catch (CompletionException e) {
                kept &= !OpenConnections.isForLater(e.getCause());
            }
        }
        return kept;
    }
}
