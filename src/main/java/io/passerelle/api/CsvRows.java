package io.passerelle.api;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * CSV (RFC 4180) with a header line. Text that a spreadsheet would take for a formula gets an
 * apostrophe in front: labels are written by people the reader need not trust.
 */
final class CsvRows implements RowFormat {

    private final JsonMapper json;

    CsvRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String suffix() {
        return "csv";
    }

    @Override
    public <V> void write(Listed<V> list, OutputStream out) throws IOException {
        var writer =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
        var columns = new RowColumns(list.rowType(), json);
        line(writer, columns.names());
        try {
            list.each(row -> lineUnchecked(writer, columns.texts(row)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }

    private static void lineUnchecked(Writer writer, List<String> fields) {
        try {
            line(writer, fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(Writer writer, List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            writer.write(field(fields.get(i)));
        }
        writer.write("\r\n");
    }

    static String field(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        boolean quoted =
                safe.chars()
                        .anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static boolean isFormula(String text) {
        if (text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0) {
            return false;
        }
        return !text.matches("-?[0-9]+(\\.[0-9]+)?");
    }
}
