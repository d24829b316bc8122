package io.passerelle.sims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of one turn. What is done to a card first must be done before the next thing is judged:
 * the first lines of all cards are one round, their second lines the next. A file that names each
 * card several times takes as many rounds, and no more turns.
 *
 * @param lines all of them, in their order
 * @param rounds those that were not refused before; none has two of a card
 */
record JobPiece(List<SimJobLine> lines, List<List<SimJobLine>> rounds) {

    /** More of them would make a turn of hundreds of statements: the rest has the next one. */
    static final int ROUNDS_AT_MOST = 12;

    /** What can be done of some lines in one turn: all, or up to one that needs another round. */
    static JobPiece of(List<SimJobLine> lines) {
        List<List<SimJobLine>> rounds = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            SimJobLine line = lines.get(i);
            if (line.isRefused()) {
                continue;
            }
            int round = seen.merge(line.iccid(), 1, Integer::sum) - 1;
            if (round == ROUNDS_AT_MOST) {
                return new JobPiece(lines.subList(0, i), rounds);
            }
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(line);
        }
        return new JobPiece(lines, rounds);
    }
}
