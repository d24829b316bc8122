package io.passerelle.connections;

import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.connections.store.ConnectionStore;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Open connections and the way of their records into the database. */
@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

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
                JournalSettings.of("connections", settings),
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

    @Bean
    ConnectionJournal connectionJournal(
            Journal<ConnectionRecord> records, ConnectionLog log, MeterRegistry registry) {
        return new KeptConnections(records, log, registry);
    }
}
