package io.passerelle.connections;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.store.Journal;

/** Records go to the log and, through the journal, into the database. */
final class KeptConnections implements ConnectionJournal {

    private final Journal<ConnectionRecord> journal;
    private final OpenConnections open;
    private final ConnectionLog log;

    KeptConnections(
            Journal<ConnectionRecord> journal,
            OpenConnections open,
            ConnectionLog log,
            MeterRegistry registry) {
        this.journal = journal;
        this.open = open;
        this.log = log;
        FunctionCounter.builder("passerelle.connections.not.noted", open, OpenConnections::without)
                .description("Connections a kill of this process would leave no record of")
                .register(registry);
        FunctionCounter.builder("passerelle.connections.records.lost", journal, Journal::lost)
                .description("Records of connections that could not be kept")
                .register(registry);
        Gauge.builder("passerelle.connections.records.waiting", journal, Journal::waiting)
                .description("Records of connections waiting in memory")
                .register(registry);
        Gauge.builder("passerelle.connections.records.spooled", journal, Journal::spooledBytes)
                .description("Records of connections waiting on disk")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("passerelle.connections.log.left.out", log, ConnectionLog::leftOut)
                .description("Lines of the connection log that were left out")
                .register(registry);
    }

    @Override
    public void ended(ConnectionRecord ended) {
        journal.offer(ended);
        log.ended(ended);
    }

    @Override
    public Note opened(LiveConnection connection, ConnectionRecord soFar) {
        Note note = open.note(connection, soFar);
        return note == null ? ConnectionJournal.super.opened(connection, soFar) : logged(note);
    }

    private Note logged(Note note) {
        return new Note() {
            @Override
            public void carried(ConnectionRecord now) {
                note.carried(now);
            }

            @Override
            public void ended(ConnectionRecord record) {
                note.ended(record);
                log.ended(record);
            }
        };
    }
}
