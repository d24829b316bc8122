package io.passerelle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses of the portal can have passkeys (ACC-7). */
class PasskeySettingsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://portal.example.com, portal.example.com",
                "https://portal.example.com:8443, portal.example.com",
                "http://localhost:8080, localhost",
                "http://127.0.0.1:8080, localhost",
                "http://[::1]:8080, localhost",
                "http://portal.example.com, -",
                "https://192.0.2.1, -",
                "not an address, -"
            })
    void portal_givesTheDomain(String portal, String domain) {
        PasskeySettings settings = read(Map.of("passerelle.portal.url", portal));
        assertThat(settings.relyingParty()).isEqualTo(domain == null ? "" : domain);
        assertThat(settings.arePossible()).isEqualTo(domain != null);
    }

    @Test
    void pagesOfThePortal_areAcceptedAndNoOthers() {
        PasskeySettings settings =
                read(
                        Map.of(
                                "passerelle.portal.url",
                                "https://portal.example.com",
                                "passerelle.passkeys.relying-party",
                                "example.com",
                                "passerelle.passkeys.origins",
                                "https://other.example.com"));
        assertThat(settings.relyingParty()).isEqualTo("example.com");
        assertThat(settings.accepts("https://portal.example.com")).isTrue();
        assertThat(settings.accepts("https://other.example.com")).isTrue();
        assertThat(settings.accepts("http://portal.example.com")).isFalse();
        assertThat(settings.accepts("https://evil.example.com")).isFalse();
        assertThat(settings.accepts("https://evil.com")).isFalse();
        assertThat(settings.accepts("")).isFalse();
        assertThat(settings.accepts("javascript:x")).isFalse();
    }

    @Test
    void wrongDomainsAndOrigins_areRefused() {
        assertThat(
                        problems(
                                "passerelle.portal.url",
                                "https://portal.example.com",
                                "passerelle.passkeys.relying-party",
                                "example.org"))
                .hasSize(1);
        assertThat(
                        problems(
                                "passerelle.portal.url",
                                "https://portal.example.com",
                                "passerelle.passkeys.relying-party",
                                "com"))
                .hasSize(1);
        assertThat(problems("passerelle.passkeys.origins", "http://portal.example.com")).hasSize(1);
        assertThat(problems("passerelle.passkeys.origins", "https://a.example/path")).hasSize(1);
    }

    private static PasskeySettings read(Map<String, String> values) {
        return PasskeySettings.read(new SettingsReader(values::get));
    }

    private static List<String> problems(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        var reader = new SettingsReader(values::get);
        PasskeySettings.read(reader);
        return reader.problems();
    }
}
