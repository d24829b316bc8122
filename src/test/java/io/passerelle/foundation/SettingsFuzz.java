package io.passerelle.foundation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Any text as a setting's value: a value within its bounds, or a problem and the default. */
public final class SettingsFuzz {

    private SettingsFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        var reader = new SettingsReader(key -> text);
        int number = reader.integer("number", 5, 1, 10);
        Duration time =
                reader.duration(
                        "time", Duration.ofSeconds(2), Duration.ofMillis(1), Duration.ofDays(365));
        reader.bool("switch", false);
        reader.address("address", "127.0.0.1");
        reader.path("path", "data");
        reader.oneOf("word", TimeUnit.SECONDS);
        if (number < 1 || number > 10 || time.isNegative() || time.isZero()) {
            throw new IllegalStateException("out of bounds: " + number + ", " + time);
        }
        reader.problems().forEach(String::length);
    }
}
