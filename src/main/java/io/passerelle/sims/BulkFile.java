package io.passerelle.sims;

import io.passerelle.foundation.Refused;
import io.passerelle.sims.wire.Fields;
import io.passerelle.sims.wire.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file of what is to be done to which card: {@code ICCID;action[;parameter]} (M2M-3). The header
 * must be right; of the lines each is judged for itself, so that one million of nonsense are told
 * line by line too. UTF-8; comma, semicolon or tab; never held in memory.
 */
final class BulkFile {

    private static final Set<String> ACTION = Set.of("action", "operation");
    private static final Set<String> PARAMETER =
            Set.of("parameter", "parameters", "parametre", "parametres", "value", "valeur");
    private static final int SHOWN_AT_MOST = 60;
    private static final int PARAMETER_AT_MOST = 500;

    private final Consumer<SimJobLine> sink;
    private char separator;
    private int lines;

    BulkFile(Consumer<SimJobLine> sink) {
        this.sink = sink;
    }

    /**
     * Lets pass what begins like such a file: the header, and one line.
     *
     * @throws Refused otherwise
     */
    static void check(SentFile file) throws IOException {
        try (InputStream in = file.open()) {
            new BulkFile(line -> {}).read(in, 1);
        }
    }

    /**
     * Reads it to the end.
     *
     * @return how many lines there are
     * @throws Refused when it is no such file, or has too many lines
     */
    int read(InputStream file) {
        try {
            return read(file, Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int read(InputStream file, int most) throws IOException {
        var text = new TextLines(file);
        header(text);
        TextLines.Line line = text.next();
        while (line != null && lines < most) {
            line(line, (int) text.number());
            line = text.next();
        }
        if (lines == 0) {
            throw Refused.field("file", "bulk.no-lines");
        }
        return lines;
    }

    private void header(TextLines text) throws IOException {
        TextLines.Line first = text.next();
        while (first instanceof TextLines.Line.Text(String blank) && blank.isBlank()) {
            first = text.next();
        }
        if (first == null) {
            throw Refused.field("file", "import.empty");
        }
        if (!(first instanceof TextLines.Line.Text(String header))) {
            throw Refused.field("file", "import.encoding", text.number());
        }
        separator = Fields.separatorOf(header);
        List<String> cells = Fields.split(header, separator);
        if (cells == null || !isHeader(cells)) {
            throw Refused.field("file", "bulk.header", shown(header));
        }
    }

    private static boolean isHeader(List<String> cells) {
        return cells.size() >= 2
                && cells.size() <= 3
                && SimColumn.named(cells.get(0)).filter(SimColumn.ICCID::equals).isPresent()
                && ACTION.contains(SimColumn.plain(cells.get(1)))
                && (cells.size() == 2 || PARAMETER.contains(SimColumn.plain(cells.get(2))));
    }

    private void line(TextLines.Line line, int number) {
        if (line instanceof TextLines.Line.Text(String text)) {
            if (!text.isBlank()) {
                count();
                sink.accept(read(text, number));
            }
            return;
        }
        count();
        SimJobLine empty = SimJobLine.of(number, "", "", "");
        sink.accept(
                line instanceof TextLines.Line.TooLong
                        ? empty.refused("import.line.long", List.of(TextLines.LONGEST_LINE))
                        : empty.refused("bulk.encoding", List.of()));
    }

    private void count() {
        if (lines == SimJobs.MOST_LINES) {
            throw Refused.field("file", "bulk.lines.many");
        }
        lines++;
    }

    private SimJobLine read(String text, int number) {
        List<String> fields = Fields.split(text, separator);
        if (fields == null) {
            return SimJobLine.of(number, "", "", "").refused("import.quote", List.of());
        }
        String iccid = shown(fields.get(0));
        String action = fields.size() > 1 ? shown(fields.get(1)) : "";
        String parameter = fields.size() > 2 ? fields.get(2) : "";
        boolean tooLong = parameter.length() > PARAMETER_AT_MOST;
        SimJobLine line = SimJobLine.of(number, iccid, action, tooLong ? "" : parameter);
        if (fields.size() < 2 || fields.size() > 3) {
            return line.refused("bulk.width", List.of(fields.size()));
        }
        return tooLong ? line.refused("too.long", List.of(PARAMETER_AT_MOST)) : line;
    }

    private static String shown(String text) {
        return text.length() > SHOWN_AT_MOST ? text.substring(0, SHOWN_AT_MOST) + "…" : text;
    }
}
