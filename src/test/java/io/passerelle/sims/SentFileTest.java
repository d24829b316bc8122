package io.passerelle.sims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Refused;
import io.passerelle.store.TemporaryFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are being sent. */
class SentFileTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @Test
    void file_isKeptUntilItIsClosed_andThatWhichIsRefusedNotAtAll() throws IOException {
        TemporaryFiles files = TemporaryFiles.emptiedIn(folder);
        try (SentFile file = SentFile.receive(files, sent(), 3, LONG);
                InputStream content = file.open()) {
            assertThat(content.readAllBytes()).containsExactly(1, 2, 3);
            assertThat(file.kept().path()).exists();
        }
        assertThatThrownBy(() -> SentFile.receive(files, sent(), 2, LONG))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("upload.large");
        assertThatThrownBy(() -> SentFile.receive(files, sent(), 3, Duration.ZERO))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("upload.slow");
        assertThatThrownBy(() ->
                        SentFile.receive(
                                files,
                                new InputStream() {
                                    @Override
                                    public int read() throws IOException {
                                        throw new IOException("cut off");
                                    }
                                },
                                3,
                                LONG))
                .hasMessage("cut off");
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    private static InputStream sent() {
        return new ByteArrayInputStream(new byte[] {1, 2, 3});
    }
}
