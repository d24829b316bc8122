package io.passerelle;

import io.passerelle.accounts.PasskeySettings;
import io.passerelle.api.ApiSettings;
import io.passerelle.connections.ConnectionsSettings;
import io.passerelle.events.EventSettings;
import io.passerelle.events.WebhookSettings;
import io.passerelle.foundation.SettingsReader;
import io.passerelle.help.HelpSettings;
import io.passerelle.mail.MailSettings;
import io.passerelle.network.GatewaySettings;
import io.passerelle.network.NetworkSettings;
import io.passerelle.network.ProxyProtocolSettings;
import io.passerelle.nodes.NodeSettings;
import io.passerelle.relay.EntranceSettings;
import io.passerelle.relay.RelaySettings;
import io.passerelle.relay.StopSettings;
import io.passerelle.routing.RoutingSettings;
import io.passerelle.sessions.SessionsSettings;
import io.passerelle.simulator.SimulatorSettings;
import io.passerelle.store.HistorySettings;
import io.passerelle.store.StoreSettings;
import io.passerelle.usage.UsageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the settings of every module before anything is started, refuses the start with all
 * problems at once, and makes each record a bean. Found through {@code META-INF/spring.factories},
 * so that a test's context gets the same treatment.
 */
final class SettingsAtStart
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** One line per settings record; a module that has settings adds its own. */
    static final List<Function<SettingsReader, ? extends Record>> RECORDS =
            List.of(
                    WebSettings::read,
                    WebLimits::read,
                    StoreSettings::read,
                    HistorySettings::read,
                    EventSettings::read,
                    WebhookSettings::read,
                    NetworkSettings::read,
                    ProxyProtocolSettings::read,
                    GatewaySettings::read,
                    NodeSettings::read,
                    SessionsSettings::read,
                    RoutingSettings::read,
                    ApiSettings::read,
                    MailSettings::read,
                    HelpSettings::read,
                    PasskeySettings::read,
                    ConnectionsSettings::read,
                    RelaySettings::read,
                    EntranceSettings::read,
                    StopSettings::read,
                    UsageSettings::read,
                    SimulatorSettings::read);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getParent() != null) {
            return; // management contexts inherit the beans
        }
        for (Record settings : read(context.getEnvironment())) {
            context.getBeanFactory().registerSingleton(settings.getClass().getName(), settings);
        }
        Ahead.begin(context.getBeanFactory());
    }

    /** The value of every key somebody asks for; keys that are not set are left out. */
    static Map<String, String> values(ConfigurableEnvironment environment) {
        Map<String, String> values = new TreeMap<>();
        var reader =
                new SettingsReader(key -> {
                    String value = environment.getProperty(key);
                    if (value != null) {
                        values.put(key, value);
                    }
                    return value;
                });
        List<Record> ignored = new ArrayList<>();
        RECORDS.forEach(record -> ignored.add(record.apply(reader)));
        return values;
    }

    /**
     * Reads everything.
     *
     * @throws SettingsRefused when a value is wrong or a key is unknown
     */
    static List<Record> read(ConfigurableEnvironment environment) {
        var reader = new SettingsReader(environment::getProperty);
        List<Record> records = new ArrayList<>();
        for (Function<SettingsReader, ? extends Record> record : RECORDS) {
            records.add(record.apply(reader));
        }
        List<String> problems = new ArrayList<>(reader.problems());
        problems.addAll(
                new UnknownSettings(reader.knownKeys()).in(environment.getPropertySources()));
        if (!problems.isEmpty()) {
            throw new SettingsRefused(problems);
        }
        return records;
    }
}
