package io.passerelle.sims;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line of a file after the other, with what is checked in every kind of file.
 * Faults go to the list of problems, and make the line unsound.
 */
public final class LineFields {

    private static final int SHOWN = 60;

    /** What a spreadsheet makes of a long number: the digits behind are lost. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9][.,]?[0-9]*[eE]\\+?[0-9]+");

    private final int width;
    private final ProblemList problems;
    private long line;
    private boolean sound;
    private List<String> cells = List.of();

    /**
     * @param width how many fields every line has
     */
    public LineFields(int width, ProblemList problems) {
        this.width = width;
        this.problems = problems;
    }

    /**
     * Begins a line.
     *
     * @param number the line's number in the file, from 1
     * @return false when it has not as many fields as it should, which is told
     */
    public boolean begin(long number, List<String> fields) {
        line = number;
        sound = true;
        cells = fields;
        if (fields.size() != width) {
            sound = false;
            problems.add(ImportProblem.ofFile(number, "import.width", fields.size(), width));
        }
        return sound;
    }

    /** The line as it was split. */
    public List<String> cells() {
        return cells;
    }

    /** Whether no fault of this line was told yet. */
    public boolean isSound() {
        return sound;
    }

    /** Tells a fault of a field. */
    public void fault(String field, String code, Object... arguments) {
        sound = false;
        problems.add(ImportProblem.fault(line, field, code, arguments));
    }

    /** Tells an oddity of a field, which is taken all the same. */
    void oddity(String field, String code, Object... arguments) {
        problems.add(ImportProblem.oddity(line, field, code, arguments));
    }

    /**
     * A number that names something, such as a card's; null when there is none or it is faulty.
     *
     * @param code the fault of a text that the parser does not take
     */
    public @Nullable String number(
            String field, String text, String code, Function<String, Optional<String>> parser) {
        if (text.isEmpty() || isFromSpreadsheet(field, text)) {
            return null;
        }
        Optional<String> value = parser.apply(text);
        if (value.isEmpty()) {
            fault(field, code, shown(text));
        }
        return value.orElse(null);
    }

    /** Whether a spreadsheet has shortened a number, which is told. */
    public boolean isFromSpreadsheet(String field, String text) {
        boolean shortened = SCIENTIFIC.matcher(text).matches();
        if (shortened) {
            fault(field, "import.spreadsheet", text);
        }
        return shortened;
    }

    /** Text that people read: what a spreadsheet would run as a formula does not get in. */
    public String words(String field, String text, int longest) {
        String printable = printable(field, text, longest);
        if (!printable.isEmpty() && "=+-@".indexOf(printable.charAt(0)) >= 0) {
            fault(field, "import.formula", shown(printable));
        }
        return printable;
    }

    /** Text without control characters, of a length at most; empty when it is faulty. */
    String printable(String field, String text, int longest) {
        if (text.length() > longest) {
            fault(field, "too.long", longest);
            return "";
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            fault(field, "import.control");
            return "";
        }
        return text;
    }

    /** As much of a text as a report tells. */
    public static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
