package io.passerelle.portal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Comma-separated values (RFC 4180) as spreadsheets read them: a UTF-8 byte order mark, semicolons
 * where the comma is the decimal sign, and nothing that a spreadsheet would run as a formula.
 */
final class CsvWriter implements RowWriter {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,\u00a0\u202f]*");

    private final Writer out;
    private final char separator;

    CsvWriter(OutputStream out, Locale locale, List<String> headers) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.separator = locale.getLanguage().equals("fr") ? ';' : ',';
        this.out.write(BYTE_ORDER_MARK);
        write(headers);
    }

    @Override
    public void write(List<String> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write(separator);
            }
            out.write(quoted(harmless(values.get(i))));
        }
        out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    /**
     * A quote before what looks like a formula makes the spreadsheet show it instead of running it.
     */
    private static String harmless(String value) {
        boolean formula =
                !value.isEmpty()
                        && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0
                        && !NUMBER.matcher(value).matches();
        return formula ? "'" + value : value;
    }

    private String quoted(String value) {
        boolean plain =
                value.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
