package io.passerelle.sims;

import io.passerelle.sims.wire.Fields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a file of SIM cards.
 *
 * @param separator between the fields of every line
 * @param width how many fields every line has
 * @param positions where each column stands, from 0
 */
record SimHeader(char separator, int width, Map<SimColumn, Integer> positions) {

    /**
     * Reads a header, or tells every fault of it.
     *
     * @param allowed the columns a file of this kind may have
     */
    static Optional<SimHeader> read(
            String line, long number, Set<SimColumn> allowed, ProblemList problems) {
        char separator = Fields.separatorOf(line);
        List<String> cells = Fields.split(line, separator);
        if (cells == null) {
            problems.add(ImportProblem.ofFile(number, "import.quote"));
            return Optional.empty();
        }
        List<ImportProblem> faults = new ArrayList<>();
        Map<SimColumn, Integer> positions = new EnumMap<>(SimColumn.class);
        for (int i = 0; i < cells.size(); i++) {
            place(cells.get(i), i, number, allowed, positions, faults);
        }
        if (!positions.containsKey(SimColumn.ICCID)) {
            faults.add(ImportProblem.of(number, SimColumn.ICCID, "import.header.missing", "iccid"));
        }
        faults.forEach(problems::add);
        return faults.isEmpty()
                ? Optional.of(new SimHeader(separator, cells.size(), positions))
                : Optional.empty();
    }

    private static void place(
            String cell,
            int index,
            long number,
            Set<SimColumn> allowed,
            Map<SimColumn, Integer> positions,
            List<ImportProblem> faults) {
        Optional<SimColumn> column = SimColumn.named(cell).filter(allowed::contains);
        if (column.isEmpty()) {
            String shown = cell.length() > 60 ? cell.substring(0, 60) + "…" : cell;
            faults.add(ImportProblem.ofFile(number, "import.header.unknown", shown));
        } else if (positions.putIfAbsent(column.get(), index) != null) {
            faults.add(ImportProblem.of(number, column.get(), "import.header.twice", cell));
        }
    }

    /** A column's text in a line; empty when the file has no such column. */
    String text(List<String> fields, SimColumn column) {
        @Nullable Integer position = positions.get(column);
        return position == null ? "" : fields.get(position);
    }
}
