package io.passerelle.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.testing.Eventually;
import io.passerelle.testing.FaultyDatabase;
import io.passerelle.testing.RunningPasserelle;
import io.passerelle.testing.SmallDisk;
import io.passerelle.testing.TestOperator;
import io.passerelle.testing.TestSim;
import io.passerelle.testing.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The database's disk has no room left, for tables or for its log (ALL-4): terminals notice
 * nothing, and when somebody has made room everything that was acknowledged is written once.
 */
class DatabaseFullStory {

    private static final long BYTES = 320L << 20;
    private static final int MEMORY = 200;
    private static final int DURING = 5 * MEMORY;

    @Test
    void full_answersComeFromDiskAndNothingIsLostOrDoubled() throws Exception {
        Path parent = Files.createTempDirectory(Path.of("/var/tmp"), "passerelle-full");
        // PostgreSQL, which never runs as root, must be able to get there
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        try (SmallDisk disk = SmallDisk.of(parent, BYTES);
                FaultyDatabase database = FaultyDatabase.startIn(disk.folder());
                var echo = new Traffic.Echo()) {
            List<String> settings = new ArrayList<>(database.settings());
            settings.add("--passerelle.store.journal-entries=" + MEMORY);
            try (var passerelle = RunningPasserelle.start(settings.toArray(String[]::new))) {
                TestOperator operator = TestOperator.of(passerelle);
                operator.knowsNas("127.0.0.1/32");
                operator.opensAccessPoint(TestSim.ACCESS_POINT, "127.82.0.0/16");
                BusyTown town = BusyTown.of(passerelle, operator, database, echo);
                town.traffic().goesOnFor(DURING);

                Path filler = fill(disk.folder());
                Eventually.eventually(() ->
                        assertThat(BusyTown.metric(passerelle, "passerelle_store_up")).isZero());
                town.traffic().goesOnFor(2 * DURING);
                Files.delete(filler);

                town.traffic().goesOnFor(DURING);
                town.hasEverythingOnce();
            }
        }
        Files.delete(parent.resolve("small-disk"));
        Files.delete(parent);
    }

    private static Path fill(Path folder) throws IOException {
        Path filler = folder.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[1 << 16];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return filler;
    }
}
