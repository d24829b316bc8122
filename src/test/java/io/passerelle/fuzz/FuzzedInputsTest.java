package io.passerelle.fuzz;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.SettingsFileFuzz;
import io.passerelle.api.JsonBodyFuzz;
import io.passerelle.api.ListQueryFuzz;
import io.passerelle.connections.SlotFileFuzz;
import io.passerelle.foundation.AddressesFuzz;
import io.passerelle.foundation.SettingsFuzz;
import io.passerelle.network.ProxyHeaderFuzz;
import io.passerelle.sessions.listen.RadSecFuzz;
import io.passerelle.sessions.wire.RadiusFuzz;
import io.passerelle.sims.SimImportFuzz;
import io.passerelle.simulator.wire.SimulatorWireFuzz;
import io.passerelle.store.FiltersFuzz;
import io.passerelle.store.KeysetFuzz;
import io.passerelle.store.SpoolFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What fuzzing started from and what it found ({@code benchmarks/fuzz/run}), given to every decoder
 * again, with each file cut off at every place and some bytes changed.
 */
class FuzzedInputsTest {

    private static final Path INPUTS = Path.of("src/test/resources/fuzz");
    private static final int CHANGES = 200;
    private static final Map<String, Consumer<byte[]>> TARGETS =
            Map.ofEntries(
                    entry("AddressesFuzz", AddressesFuzz::fuzzerTestOneInput),
                    entry("FiltersFuzz", FiltersFuzz::fuzzerTestOneInput),
                    entry("JournalEntriesFuzz", JournalEntriesFuzz::fuzzerTestOneInput),
                    entry("JsonBodyFuzz", JsonBodyFuzz::fuzzerTestOneInput),
                    entry("KeysetFuzz", KeysetFuzz::fuzzerTestOneInput),
                    entry("ListQueryFuzz", ListQueryFuzz::fuzzerTestOneInput),
                    entry("ProxyHeaderFuzz", ProxyHeaderFuzz::fuzzerTestOneInput),
                    entry("RadSecFuzz", RadSecFuzz::fuzzerTestOneInput),
                    entry("RadiusFuzz", RadiusFuzz::fuzzerTestOneInput),
                    entry("SettingsFileFuzz", SettingsFileFuzz::fuzzerTestOneInput),
                    entry("SettingsFuzz", SettingsFuzz::fuzzerTestOneInput),
                    entry("SimImportFuzz", SimImportFuzz::fuzzerTestOneInput),
                    entry("SimulatorWireFuzz", SimulatorWireFuzz::fuzzerTestOneInput),
                    entry("SlotFileFuzz", SlotFileFuzz::fuzzerTestOneInput),
                    entry("SpoolFuzz", SpoolFuzz::fuzzerTestOneInput));

    @Test
    void everyTarget_hasInputs() throws IOException {
        try (Stream<Path> folders = Files.list(INPUTS)) {
            List<String> names = folders.map(f -> f.getFileName().toString()).toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> input_isTakenWithoutAMistake() throws IOException {
        try (Stream<Path> files = Files.walk(INPUTS)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    INPUTS.relativize(file).toString(), () -> replay(file)));
        }
    }

    private static void replay(Path file) throws IOException {
        byte[] input = Files.readAllBytes(file);
        Consumer<byte[]> target = TARGETS.get(file.getParent().getFileName().toString());
        target.accept(input);
        for (int length = 0; length < Math.min(input.length, CHANGES); length++) {
            target.accept(java.util.Arrays.copyOf(input, length));
        }
        Random random = new Random(input.length);
        for (int i = 0; i < CHANGES && input.length > 0; i++) {
            byte[] changed = input.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            target.accept(changed);
        }
    }
}
