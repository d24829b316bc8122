package io.passerelle.sessions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.StartReport;
import io.passerelle.nodes.NodeFacts;
import io.passerelle.sessions.store.AuthenticationWriter;
import io.passerelle.sessions.store.NasStore;
import io.passerelle.sessions.store.SessionWriter;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.SecretBox;
import io.passerelle.store.StoreFaults;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the parts of the module hang together. */
@Configuration(proxyBeanMethods = false)
class SessionsConfiguration {

    /**
     * Attempts to sign on are for people to look at. A card that signs on twice meanwhile is
     * touched once; accounting of strangers, which waits for its record, is written at once.
     */
    private static final Duration GATHER = Duration.ofMillis(500);

    /**
     * Sessions are durable before, but other nodes learn of them from the database: the pause
     * between two transactions is short.
     */
    private static final Duration TOGETHER = Duration.ofMillis(20);

    /** What a report costs the database falls with how many share a transaction. */
    private static final int SESSIONS_TOGETHER = 2_000;

    private static final int AUTHENTICATIONS_TOGETHER = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(SessionsConfiguration.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    @Bean(destroyMethod = "close")
    Journal<SessionRecord> sessionJournal(
            StoreSettings store,
            SessionWriter writer,
            LiveTopics topics,
            StoreState state,
            StartReport report)
            throws IOException {
        LiveTopics.Topic sessions = topics.topic(Sessions.TOPIC);
        LiveTopics.Topic sims = topics.topic("sims");
        var journal =
                new Journal<>(
                        JournalSettings.of("sessions", store)
                                .gathering(TOGETHER, SESSIONS_TOGETHER)
                                .acknowledgedFromDisk(),
                        JournalCodec.json(SessionRecord.class),
                        writer.then(() -> {
                            sessions.changed();
                            sims.changed(); // open and closed sessions show there too
                        }),
                        state);
        report.count(StartReport.SPOOLED, journal.spooledEntries());
        return journal;
    }

    @Bean(destroyMethod = "close")
    Journal<Authentication> authenticationJournal(
            StoreSettings store,
            AuthenticationWriter writer,
            LiveTopics topics,
            StoreState state,
            StartReport report)
            throws IOException {
        LiveTopics.Topic authentications = topics.topic(Authentications.TOPIC);
        var journal =
                new Journal<>(
                        JournalSettings.of("authentications", store)
                                .gathering(GATHER, AUTHENTICATIONS_TOGETHER),
                        JournalCodec.json(Authentication.class),
                        writer.then(authentications::changed),
                        state);
        report.count(StartReport.SPOOLED, journal.spooledEntries());
        return journal;
    }

    @Bean
    AuthenticationJournal authenticationRecords(Journal<Authentication> journal) {
        return new AuthenticationJournal() {
            @Override
            public void offer(Authentication record) {
                journal.offer(record); // the journal counts what it could not take
            }

            @Override
            public CompletionStage<Void> append(Authentication record) {
                return journal.append(record);
            }
        };
    }

    @Bean
    SessionRegistry sessionRegistry(
            Journal<SessionRecord> journal,
            SessionsSettings settings,
            AddressShares shares,
            MeterRegistry meters,
            NodeFacts facts) {
        var registry = new SessionRegistry(journal::append, settings.limits(), shares);
        facts.role("radius");
        facts.sessions(registry::count);
        Gauge.builder("passerelle.sessions.open", registry, SessionRegistry::count)
                .description("Open sessions this node knows")
                .register(meters);
        return registry;
    }

    @Bean
    NasDirectory nasDirectory(NasStore store) {
        return new NasDirectory(
                id -> Thread.ofVirtual().name("nas-signs").start(() -> remember(store, id)));
    }

    /** Once per server: what is learnt while the database is away is written when it is back. */
    private static void remember(NasStore store, UUID id) {
        while (true) {
            try {
                store.signs(id);
                return;
            } catch (RuntimeException e) {
                if (!StoreFaults.isAway(e)) {
                    LOG.atWarn().setCause(e).log("a server's signature could not be written down");
                    return;
                }
            }
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Bean
    Authenticator authenticator(
            Subscribers subscribers,
            SessionRegistry registry,
            AuthenticationJournal journal,
            SecretBox box) {
        return new Authenticator(subscribers, registry, journal, box::open);
    }

    @Bean
    Accounting accounting(
            Subscribers subscribers,
            SessionRegistry registry,
            AuthenticationJournal journal,
            SessionSeeker seeker,
            SessionNews news) {
        return new Accounting(
                subscribers,
                registry,
                journal,
                seeker,
                task ->
                        Thread.ofVirtual()
                                .name("nas-restart")
                                .start(() -> {
                                    news.readIfReachable(); // it ends sessions of every node
                                    task.run();
                                }));
    }
}
