package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    @TempDir Path folder;

    @Test
    void sealedSecret_opensAgainWithTheSameKeyOnly() throws Exception {
        SecretBox box = SecretBox.withKeyIn(folder);
        byte[] sealed = box.seal("s3cret é");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
        assertThat(box.seal("s3cret é")).isNotEqualTo(sealed);
        assertThat(SecretBox.withKeyIn(folder).open(sealed)).isEqualTo("s3cret é");
        assertThatThrownBy(() -> new SecretBox(new byte[32]).open(sealed))
                .isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keyFile_isTheOwnersAlone() throws Exception {
        SecretBox.withKeyIn(folder);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("secret.key"))))
                .isEqualTo("rw-------");
    }
}
