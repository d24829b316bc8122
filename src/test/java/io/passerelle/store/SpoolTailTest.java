package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpoolTailTest {

    private final SpoolTail<Integer> tail = new SpoolTail<>(10, 0);

    @Test
    void whatFits_comesNextInItsOrderAndIsForgotten() {
        add(0, 4);
        assertThat(Objects.requireNonNull(tail.next(1, 3)).entries()).containsExactly(0, 1, 2);
        tail.forget(3);
        assertThat(Objects.requireNonNull(tail.next(1, 3)).entries()).containsExactly(3);
        assertThat(tail.before()).isZero();
    }

    @Test
    void memoryOverflowsWhileAPieceIsWritten_theRestIsReadFromDisk() {
        add(0, 8);
        assertThat(Objects.requireNonNull(tail.next(1, 5)).entries()).hasSize(5);
        add(8, 6); // all of them have to leave memory
        tail.forget(5);
        assertThat(tail.next(1, 5)).isNull();
        assertThat(tail.before()).isEqualTo(9);
        add(14, 2);
        assertThat(tail.next(1, 5)).isNull();
        tail.forgetBefore(9);
        assertThat(Objects.requireNonNull(tail.next(1, 5)).entries()).containsExactly(14, 15);
    }

    private void add(int from, int count) {
        List<Integer> entries = IntStream.range(from, from + count).boxed().toList();
        List<byte[]> encoded = entries.stream().map(entry -> new byte[10]).toList();
        tail.add(entries, encoded, 1, (from + count) * (10L + Spool.HEADER_BYTES));
    }
}
