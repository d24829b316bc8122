package io.passerelle.sims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which lines of a job are done in one turn, and in which order. */
class JobPieceTest {

    @Test
    void cardsNamedSeveralTimes_areDoneInRounds_withinOneTurn() {
        JobPiece piece = JobPiece.of(lines("a", "a", "b", "a", "b", "c"));
        assertThat(piece.lines()).hasSize(6);
        assertThat(piece.rounds().stream().map(JobPieceTest::numbers))
                .containsExactly(List.of(1, 3, 6), List.of(2, 5), List.of(4));
    }

    @Test
    void lineThatWasRefused_isDealtWith_andDoesNotHoldUpItsCard() {
        List<SimJobLine> lines = new ArrayList<>(lines("a", "a", "a"));
        lines.set(1, lines.get(1).refused("import.twice", List.of(1)));
        JobPiece piece = JobPiece.of(lines);
        assertThat(piece.lines()).hasSize(3);
        assertThat(piece.rounds().stream().map(JobPieceTest::numbers))
                .containsExactly(List.of(1), List.of(3));
        assertThat(JobPiece.of(lines.subList(1, 2)).rounds()).isEmpty();
        assertThat(JobPiece.of(List.of()).lines()).isEmpty();
    }

    @Test
    void cardNamedAgainAndAgain_endsTheTurn() {
        List<SimJobLine> one =
                IntStream.rangeClosed(1, JobPiece.ROUNDS_AT_MOST + 5)
                        .mapToObj(line -> SimJobLine.of(line, "a", "label", "x" + line))
                        .toList();
        JobPiece piece = JobPiece.of(one);
        assertThat(piece.lines()).hasSize(JobPiece.ROUNDS_AT_MOST);
        assertThat(piece.rounds()).hasSize(JobPiece.ROUNDS_AT_MOST);
    }

    private static List<SimJobLine> lines(String... iccids) {
        return IntStream.range(0, iccids.length)
                .mapToObj(i -> SimJobLine.of(i + 1, iccids[i], "label", "x"))
                .toList();
    }

    private static List<Integer> numbers(List<SimJobLine> round) {
        return round.stream().map(SimJobLine::line).toList();
    }
}
