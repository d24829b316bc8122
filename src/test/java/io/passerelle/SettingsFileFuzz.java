package io.passerelle;

import java.io.IOException;
import java.util.List;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** Any file of settings: every setting read, or every problem named. */
public final class SettingsFileFuzz {

    private static final YamlPropertySourceLoader LOADER = new YamlPropertySourceLoader();

    private SettingsFileFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<PropertySource<?>> sources;
        try {
            sources = LOADER.load("settings", new ByteArrayResource(input));
        } catch (IOException | RuntimeException | StackOverflowError noYaml) {
            return; // the library's to say; nothing is started, and a reload changes nothing
        }
        var environment = new StandardEnvironment();
        sources.forEach(environment.getPropertySources()::addFirst);
        try {
            if (SettingsAtStart.read(environment).size() != SettingsAtStart.RECORDS.size()) {
                throw new IllegalStateException("settings are missing");
            }
        } catch (SettingsRefused refused) {
            if (refused.problems().isEmpty()) {
                throw new IllegalStateException("a refusal without a reason", refused);
            }
        }
    }
}
