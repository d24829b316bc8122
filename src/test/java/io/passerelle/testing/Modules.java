package io.passerelle.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.PasskeySettings;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiTexts;
import io.passerelle.connections.ConnectionsSettings;
import io.passerelle.events.EventSettings;
import io.passerelle.events.WebhookSettings;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.StartReport;
import io.passerelle.foundation.Visible;
import io.passerelle.help.HelpSettings;
import io.passerelle.mail.MailSettings;
import io.passerelle.network.EventLoops;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.NetworkSettings;
import io.passerelle.nodes.NodeSettings;
import io.passerelle.routing.RoutingSettings;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.HeartConnection;
import io.passerelle.store.History;
import io.passerelle.store.NodeIdentity;
import io.passerelle.store.SecretBox;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import io.passerelle.store.TemporaryFiles;
import io.passerelle.usage.UsageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import tools.jackson.databind.json.JsonMapper;

/**
 * Some modules' services on a real database, with Spring's transactions and without anything that
 * listens or is shown: their portal, API and sockets are left out.
 */
public final class Modules implements AutoCloseable {

    /** Read once: the files of all classes of some modules take longer than most tests. */
    private static final CachingMetadataReaderFactory CLASSES = new CachingMetadataReaderFactory();

    static {
        CLASSES.setCacheLimit(10_000);
    }

    /** As in the product, at a thousandth of the price: every test makes people. */
    private static final PasswordEncoder PASSWORDS = new Argon2PasswordEncoder(16, 32, 1, 128, 1);

    private final TestDatabase database;
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    private Modules(TestDatabase database, String... names) {
        this.database = database;
        context.registerBean(DataSource.class, database::source);
        context.registerBean(DSLContext.class, database::dsl);
        context.registerBean(PlatformTransactionManager.class, database::transactions);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(SecretBox.class, () -> new SecretBox(new byte[32]));
        context.registerBean(LiveTopics.class, LiveTopics::new);
        context.registerBean(StartReport.class, StartReport::new);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean("passwordEncoder", PasswordEncoder.class, () -> PASSWORDS);
        context.registerBean(StoreSettings.class, Modules::store);
        context.registerBean(
                TemporaryFiles.class, () -> temporary(context.getBean(StoreSettings.class)));
        context.registerBean(SessionsSettings.class, SessionsSettings::usual);
        context.registerBean(ConnectionsSettings.class, ConnectionsSettings::usual);
        context.registerBean(
                GatewaySettings.class,
                () -> new GatewaySettings(Addresses.of("127.0.0.1"), 0, "test"));
        context.registerBean(RoutingSettings.class, RoutingSettings::usual);
        context.registerBean(MailSettings.class, MailSettings::usual);
        context.registerBean(UsageSettings.class, UsageSettings::usual);
        context.registerBean(HelpSettings.class, HelpSettings::usual);
        context.registerBean(PasskeySettings.class, PasskeySettings::usual);
        context.registerBean(EventSettings.class, EventSettings::usual);
        context.registerBean(
                WebhookSettings.class,
                () -> new WebhookSettings(true, Duration.ofDays(3), Duration.ofSeconds(2), 8, 30));
        context.register(
                Transactions.class,
                ApiTexts.class,
                StoreState.class,
                ChangeFeed.class,
                History.class,
                HeartConnection.class);
        var scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.setMetadataReaderFactory(CLASSES);
        scanner.addExcludeFilter(
                new RegexPatternTypeFilter(
                        Pattern.compile("io\\.passerelle\\.[a-z]+\\.(portal|api|listen)\\..*")));
        var node = new NodeIdentity(UUID.randomUUID());
        context.registerBean(NodeIdentity.class, () -> node);
        database.source()
                .setConnectionInitSql(
                        "set search_path to public, ext; set passerelle.node to '%s'"
                                .formatted(node.id()));
        context.registerBean(NodeSettings.class, () -> new NodeSettings(""));
        if (List.of(names).contains("egress")) {
            context.registerBean(
                    EventLoops.class, () -> EventLoops.open(new NetworkSettings(null, 1)));
        }
        for (String name : names) {
            scanner.scan("io.passerelle." + name);
        }
        scanner.scan("io.passerelle.events"); // every module publishes there
        context.refresh();
    }

    private static TemporaryFiles temporary(StoreSettings store) {
        try {
            return TemporaryFiles.emptiedIn(store.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Journals keep their spools in a folder that nobody else has. */
    private static StoreSettings store() {
        try {
            Path folder = Files.createTempDirectory("passerelle-modules");
            return new StoreSettings(
                    folder,
                    null,
                    "",
                    "",
                    8,
                    4,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ZERO,
                    100_000,
                    16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the services of these modules; name every module they need too, such as {@code
     * accounts}.
     */
    public static Modules start(String... names) {
        return new Modules(TestDatabase.fresh(), names);
    }

    /** Starts the same services once more on the same database, as another node does. */
    public Modules beside(String... names) {
        return new Modules(database.again(), names);
    }

    /** A service. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Their database. */
    public TestDatabase database() {
        return database;
    }

    /** Somebody of the operator who may do everything. */
    public static Viewer operator(UUID organisation) {
        return viewer(
                organisation, OrganisationKind.OPERATOR, new Visible.Everything(), Right.values());
    }

    /** Somebody of a customer who sees only that customer. */
    public static Viewer customer(UUID organisation, Right... rights) {
        return viewer(
                organisation,
                OrganisationKind.CUSTOMER,
                new Visible.Organisations(Set.of(organisation)),
                rights);
    }

    private static Viewer viewer(
            UUID organisation, OrganisationKind kind, Visible visible, Right... rights) {
        return new Viewer(
                Ids.next(),
                "tester",
                "Tester",
                organisation,
                kind,
                Set.of(rights),
                Locale.UK,
                ZoneOffset.UTC,
                "system",
                visible,
                "192.0.2.1",
                null);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}
}
