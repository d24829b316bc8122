package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JournalCodecTest {

    private record Entry(String name, int times) {}

    private final JournalCodec<Entry> codec = JournalCodec.json(Entry.class);

    @Test
    void entry_isReadAsItWasWritten() {
        var entry = new Entry("a", 7);
        assertThat(codec.decode(codec.encode(entry))).isEqualTo(entry);
    }

    @Test
    void entryOfAReleaseWithoutAComponent_isRead() {
        byte[] older = "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(codec.decode(older)).isEqualTo(new Entry("a", 0));
    }
}
