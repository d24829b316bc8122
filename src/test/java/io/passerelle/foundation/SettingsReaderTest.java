package io.passerelle.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    private enum Colour {
        RED,
        DARK_BLUE
    }

    @Test
    void everyWrongValue_isNamedAtOnce() {
        var reader =
                new SettingsReader(
                        Map.of(
                                        "port",
                                        "70000",
                                        "flag",
                                        "yes",
                                        "address",
                                        "localhost",
                                        "time",
                                        "3 fortnights",
                                        "colour",
                                        "green",
                                        "token-secret-length",
                                        "none")
                                ::get);

        reader.integer("port", 80, 1, 65535);
        reader.bool("flag", false);
        reader.address("address", "127.0.0.1");
        reader.duration("time", Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(1));
        reader.oneOf("colour", Colour.RED);
        reader.integer("token-secret-length", 1, 1, 2);

        assertThat(reader.problems())
                .containsExactly(
                        "port = 70000: must be a whole number from 1 to 65535",
                        "flag = yes: must be true or false",
                        "address = localhost: must be an IP address",
                        "time = 3 fortnights: must be a duration from PT0S to PT24H, such as 30s or 5m",
                        "colour = green: must be one of red, dark-blue",
                        "token-secret-length: must be a whole number from 1 to 2");
    }

    @Test
    void goodValues_areRead() {
        var reader =
                new SettingsReader(
                        Map.of(
                                        "port",
                                        " 81 ",
                                        "time",
                                        "5m",
                                        "iso",
                                        "PT1M",
                                        "colour",
                                        "dark-blue",
                                        "blank",
                                        "  ")
                                ::get);

        assertThat(reader.integer("port", 80, 1, 65535)).isEqualTo(81);
        assertThat(reader.duration("time", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(reader.duration("iso", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(reader.oneOf("colour", Colour.RED)).isEqualTo(Colour.DARK_BLUE);
        assertThat(reader.text("blank", "fallback")).isEqualTo("fallback");
        assertThat(reader.problems()).isEmpty();
        assertThat(reader.knownKeys()).contains("port", "blank");
    }
}
