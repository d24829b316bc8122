package io.passerelle.sims.wire;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of separated values to write (RFC 4180), with semicolons. What a spreadsheet would run
 * as a formula gets an apostrophe in front.
 */
public final class CsvLine {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvLine() {}

    /** The line with its end. */
    public static String of(List<String> fields) {
        return fields.stream().map(CsvLine::field).collect(Collectors.joining(";", "", "\r\n"));
    }

    private static String field(String value) {
        boolean formula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
        String text = formula ? "'" + value : value;
        boolean plain = text.chars().noneMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
