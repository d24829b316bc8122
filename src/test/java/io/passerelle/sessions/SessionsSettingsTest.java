package io.passerelle.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsSettingsTest {

    @TempDir private Path folder;

    @Test
    void nothingSet_isTheUsualWithoutRadSec() {
        var reader = reader(Map.of());
        assertThat(SessionsSettings.read(reader)).isEqualTo(SessionsSettings.usual());
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void everySetting_isTaken() throws IOException {
        var reader =
                reader(
                        Map.of(
                                "passerelle.sessions.refuse-over-limit",
                                "true",
                                "passerelle.sessions.promise",
                                "30s",
                                "passerelle.sessions.intervals-missed",
                                "5",
                                "passerelle.sessions.radsec.certificate",
                                file("a"),
                                "passerelle.sessions.radsec.key",
                                file("b"),
                                "passerelle.sessions.radsec.authorities",
                                file("c")));
        SessionsSettings settings = SessionsSettings.read(reader);
        assertThat(reader.problems()).isEmpty();
        assertThat(settings.limits().refuseOverLimit()).isTrue();
        assertThat(settings.limits().promiseLasts()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.limits().intervalsMissed()).isEqualTo(5);
        assertThat(settings.radSec())
                .isEqualTo(
                        new SessionsSettings.RadSec(
                                folder.resolve("a"),
                                folder.resolve("b"),
                                folder.resolve("c"),
                                null));
    }

    @Test
    void certificateWithoutItsKey_isRefused() throws IOException {
        var reader = reader(Map.of("passerelle.sessions.radsec.certificate", file("a")));
        SessionsSettings.read(reader);
        assertThat(reader.problems()).singleElement().asString().contains("belong together");
    }

    @Test
    void filesThatAreNotThere_areRefusedOneByOne() {
        var reader =
                reader(
                        Map.of(
                                "passerelle.sessions.radsec.certificate", "/nowhere/a",
                                "passerelle.sessions.radsec.key", "/nowhere/b",
                                "passerelle.sessions.radsec.authorities", "/nowhere/c"));
        SessionsSettings.read(reader);
        assertThat(reader.problems()).hasSize(3);
    }

    @Test
    void ownCertificatesAndMadeOnes_excludeEachOther() throws IOException {
        var reader =
                reader(
                        Map.of(
                                "passerelle.sessions.radsec.made-in", "made",
                                "passerelle.sessions.radsec.certificate", file("a"),
                                "passerelle.sessions.radsec.key", file("b"),
                                "passerelle.sessions.radsec.authorities", file("c")));
        SessionsSettings.read(reader);
        assertThat(reader.problems()).singleElement().asString().contains("excludes");
    }

    @Test
    void valuesOutOfRange_areRefused() {
        var reader =
                reader(
                        Map.of(
                                "passerelle.sessions.promise", "1s",
                                "passerelle.sessions.intervals-missed", "0"));
        SessionsSettings.read(reader);
        assertThat(reader.problems()).hasSize(2);
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "x").toString();
    }

    private static SettingsReader reader(Map<String, String> values) {
        return new SettingsReader(values::get);
    }
}
