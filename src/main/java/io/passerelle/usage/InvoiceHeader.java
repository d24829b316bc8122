package io.passerelle.usage;

import io.passerelle.sims.ImportProblem;
import io.passerelle.sims.ProblemList;
import io.passerelle.sims.wire.Fields;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a file of invoice records. Columns it does not know are left aside: invoices
 * have many, and amounts are nobody's business here.
 *
 * @param separator between the fields of every line
 * @param width how many fields every line has
 * @param positions where each column stands, from 0
 */
record InvoiceHeader(char separator, int width, Map<InvoiceColumn, Integer> positions) {

    private static final List<InvoiceColumn> NEEDED =
            List.of(InvoiceColumn.FROM, InvoiceColumn.TO, InvoiceColumn.UP, InvoiceColumn.DOWN);
    private static final int SHOWN = 60;

    /** Reads a header, or tells every fault of it. */
    static Optional<InvoiceHeader> read(String line, long number, ProblemList problems) {
        char separator = Fields.separatorOf(line);
        List<String> cells = Fields.split(line, separator);
        if (cells == null) {
            problems.add(ImportProblem.ofFile(number, "import.quote"));
            return Optional.empty();
        }
        Map<InvoiceColumn, Integer> positions = new EnumMap<>(InvoiceColumn.class);
        boolean whole = true;
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            Optional<InvoiceColumn> column = InvoiceColumn.named(cell);
            if (column.isEmpty()) {
                String shown = cell.length() > SHOWN ? cell.substring(0, SHOWN) + "…" : cell;
                problems.add(ImportProblem.oddity(number, "file", "invoice.header.unknown", shown));
            } else if (positions.putIfAbsent(column.get(), i) != null) {
                whole = false;
                problems.add(
                        ImportProblem.fault(
                                number, column.get().field(), "import.header.twice", cell));
            }
        }
        return whole & isWhole(positions, number, problems)
                ? Optional.of(new InvoiceHeader(separator, cells.size(), positions))
                : Optional.empty();
    }

    private static boolean isWhole(
            Map<InvoiceColumn, Integer> positions, long number, ProblemList problems) {
        boolean whole = true;
        if (!positions.containsKey(InvoiceColumn.ICCID)
                && !positions.containsKey(InvoiceColumn.MSISDN)) {
            whole = false;
            problems.add(ImportProblem.fault(number, "iccid", "invoice.header.card"));
        }
        for (InvoiceColumn column : NEEDED) {
            if (!positions.containsKey(column)) {
                whole = false;
                problems.add(
                        ImportProblem.fault(
                                number, column.field(), "import.header.missing", column.field()));
            }
        }
        return whole;
    }

    /** A column's text in a line; empty when the file has no such column. */
    String text(List<String> fields, InvoiceColumn column) {
        @Nullable Integer position = positions.get(column);
        return position == null ? "" : fields.get(position);
    }
}
