package io.passerelle.sims;

import java.util.List;

/**
 * What is wrong, or only odd, with one line of an imported file.
 *
 * @param line the line's number in the file, from 1
 * @param field the column's name; {@code file} for the line or the file as a whole
 * @param code the reason; its text is the bundle key {@code error.<code>}
 * @param arguments values the text names; never a password
 * @param warning the line is taken all the same
 */
public record ImportProblem(
        long line, String field, String code, List<Object> arguments, boolean warning) {

    static ImportProblem of(long line, SimColumn column, String code, Object... arguments) {
        return new ImportProblem(line, column.field(), code, List.of(arguments), false);
    }

    /** A fault of one field; the line cannot come in. */
    public static ImportProblem fault(long line, String field, String code, Object... arguments) {
        return new ImportProblem(line, field, code, List.of(arguments), false);
    }

    /** An oddity of one field; the line is taken all the same. */
    public static ImportProblem oddity(long line, String field, String code, Object... arguments) {
        return new ImportProblem(line, field, code, List.of(arguments), true);
    }

    /** A fault of a line, or of the file, as a whole. */
    public static ImportProblem ofFile(long line, String code, Object... arguments) {
        return new ImportProblem(line, "file", code, List.of(arguments), false);
    }
}
