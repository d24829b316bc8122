package io.passerelle.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.foundation.SettingsReader;
import io.passerelle.store.Journal;
import io.passerelle.store.JournalCodec;
import io.passerelle.store.JournalSettings;
import io.passerelle.store.StoreSettings;
import io.passerelle.store.StoreState;
import io.passerelle.testing.Eventually;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that forgets to close is, for what it leaves behind, one that was killed. */
class CutConnectionsTest {

    @TempDir private Path data;

    private final List<ConnectionRecord> written = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private Journal<ConnectionRecord> journal;
    private volatile boolean refusing;

    @AfterEach
    void close() {
        if (journal != null) {
            journal.close();
        }
    }

    @Test
    void openAtTheKill_isRecordedAsCutWithItsLastBytes() throws IOException {
        ConnectionRecord record = Records.carried(EndReason.GATEWAY_FAILED, "pay.example", 1);
        OpenConnections open = open();
        note(open, record);
        bytes.set(1_234);
        Eventually.until("the bytes are noted", () -> left().getFirst().bytesUp() == 1_234);

        assertThat(recovered()).isEqualTo(1);

        ConnectionRecord cut = onlyOne();
        assertThat(cut.id()).isEqualTo(record.id());
        assertThat(cut.endReason()).isEqualTo(EndReason.GATEWAY_FAILED);
        assertThat(cut.bytesUp()).isEqualTo(1_234);
        assertThat(cut.bytesDown()).isEqualTo(1_234);
        assertThat(cut.endedAt()).isAfter(cut.openedAt());
        assertThat(cut.path()).isEqualTo(record.path());
        open.close();
    }

    @Test
    void stillDiallingAtTheKill_isRecordedOnceAndAsFarAsItHadCome() throws IOException {
        OpenConnections open = open();
        ConnectionJournal.Note note = note(open, Records.dialling());
        ConnectionRecord carried = Records.carried(EndReason.GATEWAY_FAILED, "pay.example", 1);
        note.carried(carried);
        ConnectionRecord dialling = Records.dialling();
        note(open, dialling);

        assertThat(recovered()).isEqualTo(2);

        Eventually.until("both are written", () -> written.size() == 2);
        assertThat(written.stream().map(ConnectionRecord::id))
                .containsExactlyInAnyOrder(carried.id(), dialling.id());
        open.close();
    }

    @Test
    void killedBetweenItsTwoPlaces_isRecordedOnceWithItsDestination() throws IOException {
        OpenConnections open = open();
        ConnectionRecord carried = Records.carried(EndReason.GATEWAY_FAILED, "pay.example", 1);
        note(open, Records.dialling(carried.id()));
        note(open, carried);

        assertThat(recovered()).isEqualTo(1);

        assertThat(onlyOne().destination()).isEqualTo("pay.example");
        open.close();
    }

    @Test
    void endedAndWritten_leavesNothing() throws IOException {
        OpenConnections open = open();
        ConnectionRecord record = Records.carried(EndReason.CLIENT_CLOSED, "pay.example", 1);
        note(open, record).ended(record);
        Eventually.until("it is written", () -> written.size() == 1);
        Eventually.until("its place is free", () -> left().isEmpty());

        assertThat(recovered()).isZero();
        open.close();
    }

    @Test
    void endedButNotYetWritten_keepsHowItEnded() throws IOException {
        refusing = true;
        OpenConnections open = open();
        ConnectionRecord record = Records.carried(EndReason.CLIENT_CLOSED, "pay.example", 1);
        note(open, record).ended(record);

        List<ConnectionRecord> left = left();

        assertThat(left).containsExactly(record);
        refusing = false;
        assertThat(recovered()).isZero();
        Eventually.until("it is written", () -> written.contains(record));
        open.close();
    }

    @Test
    void damagedSlot_isCountedAndTheOthersAreRead() throws IOException {
        OpenConnections open = open();
        note(open, Records.carried(EndReason.GATEWAY_FAILED, "one.example", 1));
        note(open, Records.carried(EndReason.GATEWAY_FAILED, "two.example", 1));
        Path file = files().getFirst();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {42}), 4096 + 100);
        }

        SlotFile.Left left = SlotFile.read(file);

        assertThat(left.records()).hasSize(1);
        assertThat(left.unreadable()).isEqualTo(1);
        open.close();
    }

    @Test
    void moreThanFit_areCountedAndCarriedAllTheSame() throws IOException {
        OpenConnections open =
                new OpenConnections(
                        CutConnections.fresh(Files.createDirectories(folder())),
                        "test",
                        1,
                        journal());
        ConnectionRecord record = Records.dialling();

        assertThat(open.note(connection(), record)).isNotNull();
        assertThat(open.note(connection(), record)).isNull();
        assertThat(open.without()).isEqualTo(1);
        open.close();
    }

    @Test
    void fileThatWasNeverFinished_holdsNothing() throws IOException {
        Files.createDirectories(folder());
        Files.write(CutConnections.fresh(folder()), new byte[100]);

        assertThat(recovered()).isZero();
    }

    private OpenConnections open() throws IOException {
        Files.createDirectories(folder());
        return new OpenConnections(CutConnections.fresh(folder()), "gateway-7", 100, journal());
    }

    private ConnectionJournal.Note note(OpenConnections open, ConnectionRecord record) {
        ConnectionJournal.Note note = open.note(connection(), record);
        assertThat(note).isNotNull();
        return note;
    }

    /** What the next start finds, and waits for it to have been dealt with. */
    private int recovered() throws IOException {
        List<Path> before = files();
        try (var cut = new CutConnections(folder(), journal())) {
            cut.record();
            Eventually.until(
                    "nothing is left behind", () -> before.stream().noneMatch(Files::exists));
            return cut.cut();
        }
    }

    private List<ConnectionRecord> left() {
        try {
            return SlotFile.read(files().getFirst()).records();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ConnectionRecord onlyOne() {
        assertThat(written).hasSize(1);
        return written.getFirst();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Files.createDirectories(folder()))) {
            return files.toList();
        }
    }

    private Path folder() {
        return data.resolve("connections");
    }

    private Journal<ConnectionRecord> journal() throws IOException {
        if (journal == null) {
            var settings =
                    StoreSettings.read(
                            new SettingsReader(Map.of("passerelle.data", data.toString())::get));
            journal =
                    new Journal<>(
                            JournalSettings.of("test", settings),
                            JournalCodec.json(ConnectionRecord.class),
                            this::write,
                            new StoreState());
        }
        return journal;
    }

    /** Writes; or holds everything that comes until it may. */
    private void write(List<ConnectionRecord> records) {
        Eventually.until("the database takes records", () -> !refusing);
        written.addAll(records);
    }

    private LiveConnection connection() {
        return (LiveConnection)
                Proxy.newProxyInstance(
                        LiveConnection.class.getClassLoader(),
                        new Class<?>[] {LiveConnection.class},
                        (proxy, method, arguments) -> bytes.get());
    }
}
