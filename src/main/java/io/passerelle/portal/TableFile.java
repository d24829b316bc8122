package io.passerelle.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * A small table as a file, as lists are exported: what is shown beside a list, such as the values
 * of a chart.
 *
 * @param name the file's name without its ending, and the list's in XML
 * @param keys the columns as programs read them
 * @param headers the columns as people read them
 * @param rows few enough to be held
 */
public record TableFile(
        String name, List<String> keys, List<String> headers, List<List<String>> rows) {

    /** For spreadsheets. */
    public byte[] csv(Locale locale) {
        return written(out -> new CsvWriter(out, locale, headers));
    }

    /** For programs. */
    public byte[] xml() {
        return written(out -> new XmlWriter(out, name, keys));
    }

    private interface Opening {
        RowWriter on(OutputStream out) throws IOException;
    }

    private byte[] written(Opening opening) {
        var out = new ByteArrayOutputStream();
        try (RowWriter writer = opening.on(out)) {
            for (List<String> row : rows) {
                writer.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
