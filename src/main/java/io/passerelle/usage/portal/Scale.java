package io.passerelle.usage.portal;

import java.util.ArrayList;
import java.util.List;

/**
 * An upright axis from 0 whose lines stand at 1, 2 or 5 times a power of ten: whole kB, MB, GB.
 *
 * @param top the last line
 * @param step from one line to the next
 */
record Scale(long top, long step) {

    private static final int LINES = 4;

    /** The axis on which the greatest value has room. */
    static Scale upTo(long greatest) {
        long step = 1;
        int turn = 0;
        while (step * LINES < greatest && step < Long.MAX_VALUE / 100) {
            step = turn % 3 == 1 ? step / 2 * 5 : step * 2; // 1, 2, 5, 10
            turn++;
        }
        long lines = Math.max(1, (greatest + step - 1) / step);
        return new Scale(step * lines, step);
    }

    /** Where lines stand, 0 among them. */
    List<Long> lines() {
        List<Long> lines = new ArrayList<>();
        for (long line = 0; line <= top; line += step) {
            lines.add(line);
        }
        return lines;
    }

    /** How far up a value is, 0 to 1. */
    double part(long value) {
        return (double) value / top;
    }
}
