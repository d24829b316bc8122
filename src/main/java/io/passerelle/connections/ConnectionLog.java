package io.passerelle.connections;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes one structured line for each connection that did not get what it wanted, and at level
 * debug for every one: a line costs as much as a tenth of carrying the connection, and the record
 * says the same. On a thread of its own: whoever reads the log, or does not, must never hold an
 * event loop. When the log cannot follow, lines are left out and counted; the records in the
 * database are complete.
 */
final class ConnectionLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.passerelle.connections");
    private static final int LINES_WAITING_AT_MOST = 10_000;

    private final BlockingQueue<ConnectionRecord> waiting =
            new ArrayBlockingQueue<>(LINES_WAITING_AT_MOST);
    private final LongAdder leftOut = new LongAdder();
    private final Thread writer =
            Thread.ofPlatform().daemon().name("connection-log").unstarted(this::run);
    private volatile boolean closed;

    ConnectionLog() {
        writer.start();
    }

    void ended(ConnectionRecord record) {
        if (LOG.isEnabledForLevel(level(record)) && !waiting.offer(record)) {
            leftOut.increment();
        }
    }

    private static Level level(ConnectionRecord record) {
        EndReason reason = record.endReason();
        return reason.isRefusal() || reason == EndReason.FAULT ? Level.INFO : Level.DEBUG;
    }

    /** How many lines were left out since the start. */
    long leftOut() {
        return leftOut.sum();
    }

    @Override
    public void close() {
        closed = true;
        try {
            writer.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed || !waiting.isEmpty()) {
            try {
                ConnectionRecord record = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (record != null) {
                    write(record);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void write(ConnectionRecord record) {
        LOG.atLevel(level(record))
                .addKeyValue("connection", record.id())
                .addKeyValue("end", record.endReason().key())
                .addKeyValue("iccid", record.iccid())
                .addKeyValue("session", String.valueOf(record.sessionId()))
                .addKeyValue("source", record.sourceAddress().getHostAddress())
                .addKeyValue("port", record.inputPort())
                .addKeyValue("destination", record.destination())
                .addKeyValue("attempts", record.path().size())
                .addKeyValue("up", record.bytesUp())
                .addKeyValue("down", record.bytesDown())
                .addKeyValue("millis", record.duration().toMillis())
                .log("Connection ended");
    }
}
