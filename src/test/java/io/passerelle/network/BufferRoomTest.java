package io.passerelle.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BufferRoomTest {

    private final AtomicLong taken = new AtomicLong();
    private final BufferRoom room = new BufferRoom(taken::get, 1_000);

    @Test
    void halfIsTaken_plenty_moreIsScarce_threeQuartersAreFull_andBack() {
        assertThat(at(500)).isEqualTo("plenty");
        assertThat(at(501)).isEqualTo("scarce");
        assertThat(at(750)).isEqualTo("scarce");
        assertThat(at(751)).isEqualTo("full");
        assertThat(at(400)).isEqualTo("plenty");
    }

    @Test
    void ofProcess_nothingIsScarceWhileNothingIsCarried() {
        assertThat(BufferRoom.ofProcess().isScarce()).isFalse();
    }

    private String at(long bytes) {
        taken.set(bytes);
        room.look();
        return room.isFull() ? "full" : room.isScarce() ? "scarce" : "plenty";
    }
}
