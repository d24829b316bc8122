package io.passerelle.store;

import com.zaxxer.hikari.HikariDataSource;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.store.embedded.PostgresServer;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The database, embedded unless an address is given, and its pool. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    // Closed by Spring after everything that uses it; a shutdown hook of its own would run beside
    // Spring's.
    @Bean(destroyMethod = "close")
    @Conditional(NoServerGiven.class)
    PostgresServer postgresServer(StoreSettings settings) throws IOException {
        return PostgresServer.startIn(settings.data());
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(StoreSettings settings, ObjectProvider<PostgresServer> embedded) {
        PostgresServer server = embedded.getIfAvailable();
        var pool = new HikariDataSource();
        pool.setPoolName("store");
        pool.setJdbcUrl(server == null ? settings.url() : server.url());
        pool.setUsername(server == null ? settings.user() : server.user());
        pool.setPassword(server == null ? settings.password() : server.password());
        pool.setMaximumPoolSize(settings.connections());
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("ApplicationName", "passerelle");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // A server that hangs must not hang us for ever.
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.setConnectionInitSql("set search_path to public, ext");
        return pool;
    }

    @Bean
    SecretBox secretBox(StoreSettings settings) throws IOException {
        return SecretBox.withKeyIn(settings.data());
    }

    @Bean
    LiveTopics liveTopics() {
        return new LiveTopics();
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
