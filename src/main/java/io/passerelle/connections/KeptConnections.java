package io.passerelle.connections;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.store.Journal;

/** Records go to the log and, through the journal, into the database. */
final class KeptConnections implements ConnectionJournal {

    private final Journal<ConnectionRecord> journal;
    private final ConnectionLog log;

    KeptConnections(Journal<ConnectionRecord> journal, ConnectionLog log, MeterRegistry registry) {
        this.journal = journal;
        this.log = log;
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
}
