package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.testing.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ALL-4: what was acknowledged is read again, whatever happened to the file. */
class SpoolTest {

    @TempDir Path folder;

    @Test
    void entriesOfAnEarlierProcess_comeFirstAndAreNotWrittenBehind() throws IOException {
        Spool before = spool();
        before.append(List.of(bytes("one"), bytes("two")));
        Spool after = spool();
        after.append(List.of(bytes("three")));
        assertThat(texts(after)).containsExactly("one", "two");
        after.forget(after.next(10));
        assertThat(texts(after)).containsExactly("three");
        after.forget(after.next(10));
        assertThat(after.isEmpty()).isTrue();
        assertThat(after.bytes()).isZero();
    }

    @Test
    void fileCutOffByACrash_isReadToItsLastWholeEntryAndSetAside() throws IOException {
        spool().append(List.of(bytes("one"), bytes("two")));
        Path file = onlyFile();
        Files.write(file, new byte[] {0, 0, 0, 9, 1, 2}, StandardOpenOption.APPEND);
        Spool spool = spool();
        assertThat(texts(spool)).containsExactly("one", "two");
        assertThat(spool.next(10).damaged()).isTrue();
        assertThat(spool.forget(spool.next(10)).orElseThrow()).exists();
        assertThat(spool.isEmpty()).isTrue();
        assertThat(spool.bytes()).isZero();
    }

    @Test
    void alteredEntry_endsWhatCanBeRead() throws IOException {
        spool().append(List.of(bytes("one"), bytes("two")));
        byte[] content = Files.readAllBytes(onlyFile());
        content[content.length - 1] ^= 1;
        Files.write(onlyFile(), content);
        Spool spool = spool();
        assertThat(texts(spool)).containsExactly("one");
        assertThat(spool.next(10).damaged()).isTrue();
    }

    @Test
    void entriesOverTheLimit_areNotTaken() throws IOException {
        Spool spool = new Spool(folder, "small", 20);
        assertThat(spool.append(List.of(bytes("one")))).isTrue();
        assertThat(spool.append(List.of(bytes("a longer one")))).isFalse();
        assertThat(spool.append(List.of(bytes("x")))).isTrue();
        assertThat(texts(spool)).containsExactly("one", "x");
    }

    @Test
    void entryTooLongToBeReadAgain_isRefused() throws IOException {
        Spool spool = spool();
        assertThatThrownBy(() -> spool.append(List.of(new byte[(1 << 20) + 1])))
                .isInstanceOf(IOException.class);
        assertThat(spool.isEmpty()).isTrue();
    }

    @Test
    void entriesReadInPieces_comeOnceEachAndWhatIsAddedMeanwhileComesBehind() throws IOException {
        Spool spool = spool();
        spool.append(List.of(bytes("one"), bytes("two"), bytes("three")));
        Spool.Piece first = spool.next(2);
        assertThat(first.last()).isFalse();
        spool.append(List.of(bytes("four")));
        spool.forget(first);
        assertThat(spool.entries()).isEqualTo(2);
        assertThat(texts(spool)).containsExactly("three", "four");
        spool.forget(spool.next(10));
        assertThat(spool.isEmpty()).isTrue();
        assertThat(spool.entries()).isZero();
    }

    @Test
    void leftOverEntries_areCounted() throws IOException {
        spool().append(List.of(bytes("one"), bytes("two")));
        assertThat(spool().entries()).isEqualTo(2);
    }

    @Test
    void spoolThatLasts_goesOnAfterAKillWhereItWasAndNumbersNoFileTwice() throws IOException {
        Spool killed = lasting();
        killed.append(List.of(bytes("one"), bytes("two"), bytes("three")));
        killed.forget(killed.next(2));
        Spool next = lasting();
        assertThat(next.entries()).isEqualTo(1);
        assertThat(texts(next)).containsExactly("three");
        next.append(List.of(bytes("four")));
        next.forget(next.next(10));
        next.forget(next.next(10));
        assertThat(next.isEmpty()).isTrue();
        assertThat(next.bytes()).isZero();
        Spool last = lasting(); // whose predecessor had written everything
        assertThat(last.isEmpty()).isTrue();
        last.append(List.of(bytes("five")));
        assertThat(texts(lasting())).containsExactly("five");
    }

    @Test
    void spoolThatLasts_losesNothingWhenWhatWasNotedIsGone() throws IOException {
        Spool killed = lasting();
        killed.append(List.of(bytes("one"), bytes("two")));
        killed.forget(killed.next(1));
        Files.write(folder.resolve("test.position"), new byte[3]);
        assertThat(texts(lasting())).containsExactly("one", "two");
    }

    @Test
    void spoolThatLasts_usesOneFileForWhatComesAndGoes() throws IOException {
        Spool spool = lasting();
        for (int i = 0; i < 100; i++) {
            spool.append(List.of(bytes("entry")));
            spool.forget(spool.next(1));
        }
        assertThat(files(folder)).isEqualTo(2); // and how far it was read
        spool.close();
        assertThat(files(folder)).isEqualTo(1);
    }

    /** On a real file system without room: the kernel writes half an entry before it refuses. */
    @Test
    void fullDisk_takesNothingLeavesNothingTornAndTakesAgainWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.of(folder, 64 * 1024)) {
            Spool spool = new Spool(disk.folder(), "test", 1 << 24);
            byte[] entry = new byte[10_000];
            int taken = 0;
            try {
                while (true) {
                    spool.append(List.of(entry, entry));
                    taken += 2;
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
            }
            assertThat(taken).isPositive();
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> spool.append(List.of(entry, entry)))
                        .isInstanceOf(IOException.class);
            }
            assertThat(files(disk.folder())).isEqualTo(1);
            assertThat(spool.next(100).damaged()).isFalse();
            assertThat(spool.next(100).entries()).hasSize(taken);
            spool.forget(spool.next(100));
            assertThat(spool.append(List.of(bytes("room again")))).isTrue();
            assertThat(texts(new Spool(disk.folder(), "test", 1 << 24)))
                    .containsExactly("room again");
        }
    }

    private static long files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private Spool spool() throws IOException {
        return new Spool(folder, "test", 1 << 24);
    }

    private Spool lasting() throws IOException {
        return new Spool(folder, "test", 1 << 24, true);
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(Spool spool) throws IOException {
        return spool.next(10).entries().stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }
}
