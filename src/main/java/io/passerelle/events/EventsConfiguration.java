package io.passerelle.events;

import io.passerelle.events.store.EventStore;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of noticed events into the database, and of names to addresses. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int WAITING_AT_ONCE = 4;
    private static final int NAMES_AT_ONCE = 16;

    /** For who saves web hooks: a few at once, whatever name servers do. */
    @Bean
    NameLookUps webhookNames() {
        return new NameLookUps(InetAddress::getAllByName, PATIENCE, WAITING_AT_ONCE, NAMES_AT_ONCE);
    }

    @Bean(destroyMethod = "close")
    Journal<Event> eventJournal(EventStore store, StoreSettings settings, StoreState state)
            throws IOException {
        return new Journal<>(
                JournalSettings.of("events", settings),
                JournalCodec.json(Event.class),
                store::insertAll,
                state);
    }
}
