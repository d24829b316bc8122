package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files lie while they are read. */
class TemporaryFilesTest {

    @TempDir private Path data;

    @Test
    void fileLeftByAProcessThatWasKilled_isGoneWithTheNextStart_andNobodyElseCouldLook()
            throws IOException {
        Files.createDirectory(
                data.resolve("incoming"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Path outside = Files.writeString(data.resolve("kept"), "kept");
        TemporaryFiles before = TemporaryFiles.emptiedIn(data);
        TemporaryFile left = before.keep(sent(), (bytes, took) -> {});
        Files.createSymbolicLink(left.path().resolveSibling("link"), outside);
        assertThat(left.bytes()).isEqualTo(3);
        assertThat(left.path()).hasParent(data.resolve("incoming"));
        assertThat(rights(left.path())).isEqualTo("rw-------");
        assertThat(rights(data.resolve("incoming"))).isEqualTo("rwx------");

        TemporaryFiles.emptiedIn(data);
        assertThat(data.resolve("incoming")).isEmptyDirectory();
        assertThat(outside).hasContent("kept");
    }

    @Test
    void folderThatIsSomewhereElse_isRefused(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("precious"), "");
        Files.createSymbolicLink(data.resolve("incoming"), elsewhere);
        assertThatThrownBy(() -> TemporaryFiles.emptiedIn(data))
                .isInstanceOf(NotDirectoryException.class);
        assertThat(elsewhere.resolve("precious")).exists();
    }

    @Test
    void fileThereIsNoRoomFor_isRefused_andNothingOfItStays() throws IOException {
        TemporaryFiles files = TemporaryFiles.emptiedIn(data).within(4, 0);
        try (TemporaryFile one = files.keep(sent(), (bytes, took) -> {});
                TemporaryFile two = files.keep(sent(), (bytes, took) -> {})) {
            assertThat(one.bytes() + two.bytes()).isEqualTo(6);
            assertNoRoomIn(files);
            assertThat(data.resolve("incoming").toFile().list()).hasSize(2);
        }
        files.keep(sent(), (bytes, took) -> {}).close();
        assertNoRoomIn(files.within(4, Long.MAX_VALUE));
        assertThat(data.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void fileThatGrows_isHeldAgainstTheRoomAgain() throws IOException {
        TemporaryFiles files = TemporaryFiles.emptiedIn(data).within(1024, 0);
        var large = new ByteArrayInputStream(new byte[5 * 1024 * 1024]);
        assertThatThrownBy(() -> files.keep(large, (bytes, took) -> {}))
                .hasMessageContaining("upload.full");
        assertThat(data.resolve("incoming")).isEmptyDirectory();
    }

    private static void assertNoRoomIn(TemporaryFiles files) {
        assertThatThrownBy(() -> files.keep(sent(), (bytes, took) -> {}))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("upload.full");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static ByteArrayInputStream sent() {
        return new ByteArrayInputStream(new byte[] {1, 2, 3});
    }
}
