package io.passerelle.events;

import io.passerelle.events.store.EventStore;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of noticed events into the database. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

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
