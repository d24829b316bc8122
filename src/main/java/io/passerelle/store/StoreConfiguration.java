package io.passerelle.store;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.StartReport;
import io.passerelle.store.embedded.DataFolder;
import io.passerelle.store.embedded.PostgresServer;
import java.io.IOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The database, embedded unless an address is given, and its pool. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final int SPOOLS = 3;
    private static final long MEBIBYTE = 1_048_576;

    // The store is opened ahead of the application and closed after everything that uses it; a
    // shutdown hook of its own would run beside Spring's.
    @Bean(destroyMethod = "")
    DataClaim dataClaim(StoreAhead store) {
        return store.await().claim();
    }

    @Bean
    StartReport startReport(DataClaim claim) {
        var report = new StartReport();
        report.count(StartReport.UNEXPECTED, claim.isAfterUnexpectedEnd() ? 1 : 0);
        return report;
    }

    @Bean(destroyMethod = "")
    @Conditional(NoServerGiven.class)
    PostgresServer postgresServer(StoreAhead store) {
        return Objects.requireNonNull(store.await().server());
    }

    @Bean
    ServerAddress serverAddress(StoreAhead store) {
        return store.await().address();
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(ServerAddress server, StoreSettings settings, StoreState state) {
        return new StoreSource(server, settings, state);
    }

    @Bean
    ListGate listGate(StoreSettings settings) {
        int lists = settings.listsAtOnce();
        return new ListGate(lists, Math.max(1, lists / 2), settings.listLimit());
    }

    /** Lists find their gate beside the queries they are made of. */
    @Bean
    DefaultConfigurationCustomizer gateOfLists(ListGate gate) {
        return configuration -> configuration.data(ListGate.class, gate);
    }

    @Bean
    StoreTopic storeTopic(StoreState state, LiveTopics topics) {
        return new StoreTopic(state, topics);
    }

    @Bean
    NodeIdentity nodeIdentity(StoreAhead store) {
        return store.await().node();
    }

    /** They leave the spools what these may need. */
    @Bean
    TemporaryFiles temporaryFiles(StoreSettings settings, DataClaim first) throws IOException {
        return TemporaryFiles.emptiedIn(settings.data())
                .sparing(SPOOLS * MEBIBYTE * settings.spoolMegabytes());
    }

    @Bean
    SecretBox secretBox(StoreSettings settings) throws IOException {
        return SecretBox.withKeyIn(DataFolder.closed(settings.data()));
    }

    @Bean
    LiveTopics liveTopics() {
        return new LiveTopics();
    }

    /** Has pages look again when an outage starts or ends. */
    static final class StoreTopic {
        StoreTopic(StoreState state, LiveTopics topics) {
            state.onChange(topics.topic(StoreState.TOPIC)::changed);
        }
    }

    /** No {@code passerelle.store.url}. */
    static final class NoServerGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String url = context.getEnvironment().getProperty("passerelle.store.url");
            return url == null || url.isBlank();
        }
    }
}
