package io.passerelle.connections;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.connections.store.ConnectionStore;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.StartReport;
import io.passerelle.network.GatewaySettings;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Open connections and the way of their records into the database. */
@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

    /** The folder of what is noted of open connections. */
    private static final String OPEN = "connections";

    /** Short for who looks, and a hundred times what a transaction takes. */
    private static final Duration GATHER = Duration.ofMillis(50);

    @Bean
    LiveConnections liveConnections(LiveTopics topics) {
        return new LiveConnections(topics);
    }

    @Bean(destroyMethod = "close")
    Journal<ConnectionRecord> connectionRecords(
            ConnectionStore store, StoreSettings settings, StoreState state, LiveTopics topics)
            throws IOException {
        LiveTopics.Topic topic = topics.topic(LiveConnections.TOPIC);
        return new Journal<>(
                JournalSettings.of("connections", settings).gathering(GATHER, 1_000),
                JournalCodec.json(ConnectionRecord.class),
                records -> {
                    store.insert(records);
                    topic.changed();
                },
                state);
    }

    @Bean(destroyMethod = "close")
    ConnectionLog connectionLog() {
        return new ConnectionLog();
    }

    @Bean(destroyMethod = "close")
    CutConnections cutConnections(
            StoreSettings settings, Journal<ConnectionRecord> records, StartReport report)
            throws IOException {
        var cut = new CutConnections(settings.data().resolve(OPEN), records);
        report.count(StartReport.CUT, cut.cut());
        report.count(StartReport.ENDED, cut.ended());
        report.count(StartReport.SPOOLED, records.spooledEntries());
        cut.record();
        return cut;
    }

    /** After what is left of the last process was read: this one's file is none of those. */
    @Bean(destroyMethod = "close")
    OpenConnections openConnections(
            StoreSettings store,
            ConnectionsSettings settings,
            GatewaySettings gateway,
            Journal<ConnectionRecord> records,
            CutConnections cut)
            throws IOException {
        return new OpenConnections(
                CutConnections.fresh(store.data().resolve(OPEN)),
                gateway.node(),
                settings.notedAtMost(),
                records);
    }

    @Bean
    ConnectionJournal connectionJournal(
            Journal<ConnectionRecord> records,
            OpenConnections open,
            CutConnections cut,
            ConnectionLog log,
            MeterRegistry registry) {
        FunctionCounter.builder("passerelle.connections.cut", cut, CutConnections::cut)
                .description("Connections that were open when an earlier process died")
                .register(registry);
        return new KeptConnections(records, open, log, registry);
    }
}
