package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataClaimTest {

    @TempDir private Path folder;

    @Test
    void second_isRefusedByName() throws IOException {
        try (DataClaim first = DataClaim.on(folder)) {
            assertThat(first.isAfterUnexpectedEnd()).isFalse();

            assertThatThrownBy(() -> DataClaim.on(folder))
                    .isInstanceOf(DataInUse.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void afterAnEndInOrder_theNextStartIsOrdinary() throws IOException {
        DataClaim.on(folder).close();

        try (DataClaim next = DataClaim.on(folder)) {
            assertThat(next.isAfterUnexpectedEnd()).isFalse();
        }
    }

    @Test
    void afterAKill_theNextStartKnows() throws IOException {
        Files.write(folder.resolve(".lock"), new byte[] {'r'}); // what a killed process leaves

        try (DataClaim next = DataClaim.on(folder)) {
            assertThat(next.isAfterUnexpectedEnd()).isTrue();
        }
    }
}
