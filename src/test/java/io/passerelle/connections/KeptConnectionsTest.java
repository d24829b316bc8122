package io.passerelle.connections;

import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.SettingsReader;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every connection that ended leaves its one record, noted before or not. */
class KeptConnectionsTest {

    @TempDir private Path data;

    private final List<ConnectionRecord> written = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionLog log = new ConnectionLog();
    private Journal<ConnectionRecord> journal;
    private OpenConnections open;
    private KeptConnections kept;

    @BeforeEach
    void make() throws IOException {
        var settings =
                StoreSettings.read(
                        new SettingsReader(Map.of("passerelle.data", data.toString())::get));
        journal =
                new Journal<>(
                        JournalSettings.of("test", settings),
                        JournalCodec.json(ConnectionRecord.class),
                        written::addAll,
                        new StoreState());
        Path folder = Files.createDirectories(data.resolve("connections"));
        open = new OpenConnections(CutConnections.fresh(folder), "gateway-7", 1, journal);
        kept = new KeptConnections(journal, open, log, meters);
    }

    @AfterEach
    void close() {
        open.close();
        journal.close();
        log.close();
    }

    private static LiveConnection connection(ConnectionRecord record) {
        return new FakeConnection(record.id(), Ids.next(), record.iccid(), 4001, 0);
    }

    private double count(String meter) {
        return meters.get(meter).functionCounter().count();
    }

    @Test
    void refusedBeforeItWasNoted_isWrittenAsItEnded() {
        ConnectionRecord refused = Records.carried(EndReason.NO_SESSION, "", 0);
        kept.ended(refused);
        eventually(() -> assertThat(written).containsExactly(refused));
    }

    @Test
    void notedThenEnded_isWrittenOnceAsItEnded() {
        ConnectionRecord dialling = Records.dialling();
        ConnectionJournal.Note note = kept.opened(connection(dialling), dialling);
        ConnectionRecord ended = Records.carried(EndReason.CLIENT_CLOSED, "pay.example", 1);
        note.carried(ended);
        note.ended(ended);
        eventually(() -> assertThat(written).containsExactly(ended));
        assertThat(count("passerelle.connections.not.noted")).isZero();
    }

    @Test
    void noRoomToNoteIt_itsRecordIsWrittenAllTheSameAndSomebodyIsTold() {
        ConnectionRecord first = Records.dialling();
        ConnectionRecord second = Records.carried(EndReason.CUT, "pay.example", 1);
        kept.opened(connection(first), first);
        ConnectionJournal.Note note = kept.opened(connection(second), second);
        assertThat(count("passerelle.connections.not.noted")).isEqualTo(1);
        note.ended(second);
        eventually(() -> assertThat(written).containsExactly(second));
        assertThat(count("passerelle.connections.records.lost")).isZero();
        assertThat(meters.get("passerelle.connections.records.spooled").gauge().value()).isZero();
    }
}
