package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        after.dropOldest();
        assertThat(texts(after)).containsExactly("three");
        after.dropOldest();
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
        assertThat(spool.oldest().whole()).isFalse();
        assertThat(spool.setOldestAside()).exists();
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
        assertThat(spool.oldest().whole()).isFalse();
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

    private Spool spool() throws IOException {
        return new Spool(folder, "test", 1 << 24);
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
        return spool.oldest().entries().stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }
}
