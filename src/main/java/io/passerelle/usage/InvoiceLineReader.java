package io.passerelle.usage;

import io.passerelle.foundation.Iccid;
import io.passerelle.foundation.Msisdn;
import io.passerelle.sims.ImportProblem;
import io.passerelle.sims.ProblemList;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one line after the other, as far as a line alone can tell. */
final class InvoiceLineReader {

    /** The most bytes one way of one record: 100 terabytes. */
    static final long MOST_OCTETS = 100_000_000_000_000L;

    /** The longest period of one record. */
    static final int MOST_DAYS = 366;

    private static final int LONGEST_LABEL = 120;
    private static final int SHOWN = 60;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** What a spreadsheet makes of a long number: the digits behind are lost. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9][.,]?[0-9]*[eE]\\+?[0-9]+");

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<y>\\d{4})([-/.]?)(?<m>\\d{2})\\2(?<d>\\d{2})");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<d>\\d{1,2})[-/.](?<m>\\d{1,2})[-/.](?<y>\\d{4})");

    /** Between groups of three digits: space, no-break spaces, apostrophe. */
    private static final Pattern GROUPING = Pattern.compile("(?<=\\d)[ \u00a0\u202f'’](?=\\d{3})");

    private final InvoiceHeader header;
    private final ProblemList problems;
    private final LocalDate today;
    private List<String> fields = List.of();
    private long line;
    private boolean sound;

    /**
     * @param today the last day a record may end at
     */
    InvoiceLineReader(InvoiceHeader header, ProblemList problems, LocalDate today) {
        this.header = header;
        this.problems = problems;
        this.today = today;
    }

    /** The line's record; empty when any field is faulty. */
    Optional<InvoiceLine> read(long number, List<String> cells) {
        line = number;
        sound = true;
        fields = cells;
        if (cells.size() != header.width()) {
            problems.add(
                    ImportProblem.ofFile(number, "import.width", cells.size(), header.width()));
            return Optional.empty();
        }
        // every field is read whatever the others are: one report tells all there is to mend
        String iccid =
                card(InvoiceColumn.ICCID, "iccid.bad", t -> Iccid.parse(t).map(Iccid::value));
        String msisdn =
                card(InvoiceColumn.MSISDN, "msisdn.bad", t -> Msisdn.parse(t).map(Msisdn::value));
        if (sound && iccid == null && msisdn == null) {
            fault(InvoiceColumn.ICCID, "invoice.card");
        }
        LocalDate from = date(InvoiceColumn.FROM);
        LocalDate to = date(InvoiceColumn.TO);
        if (from != null && to != null) {
            period(from, to);
        }
        long up = octets(InvoiceColumn.UP);
        long down = octets(InvoiceColumn.DOWN);
        String label = label();
        return sound && from != null && to != null
                ? Optional.of(new InvoiceLine(number, iccid, msisdn, from, to, up, down, label))
                : Optional.empty();
    }

    private @Nullable String card(
            InvoiceColumn column, String code, Function<String, Optional<String>> parser) {
        String text = header.text(fields, column);
        if (text.isEmpty()) {
            return null;
        }
        if (SCIENTIFIC.matcher(text).matches()) {
            fault(column, "import.spreadsheet", text);
            return null;
        }
        Optional<String> value = parser.apply(text);
        if (value.isEmpty()) {
            fault(column, code, shown(text));
        }
        return value.orElse(null);
    }

    private @Nullable LocalDate date(InvoiceColumn column) {
        String text = header.text(fields, column);
        if (text.isEmpty()) {
            fault(column, "required");
            return null;
        }
        LocalDate date = date(text);
        if (date == null || date.isBefore(EARLIEST)) {
            fault(column, "invoice.date", shown(text));
            return null;
        }
        return date;
    }

    private static @Nullable LocalDate date(String text) {
        for (Pattern pattern : List.of(YEAR_FIRST, DAY_FIRST)) {
            Matcher found = pattern.matcher(text);
            if (found.matches()) {
                try {
                    return LocalDate.of(
                            Integer.parseInt(found.group("y")),
                            Integer.parseInt(found.group("m")),
                            Integer.parseInt(found.group("d")));
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private void period(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            fault(InvoiceColumn.TO, "invoice.backwards");
        } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            fault(InvoiceColumn.TO, "invoice.long", MOST_DAYS);
        } else if (to.isAfter(today)) {
            fault(InvoiceColumn.TO, "invoice.future");
        }
    }

    private long octets(InvoiceColumn column) {
        String text = header.text(fields, column);
        String digits = GROUPING.matcher(text).replaceAll("");
        if (text.isEmpty()) {
            fault(column, "required");
        } else if (SCIENTIFIC.matcher(text).matches()) {
            fault(column, "import.spreadsheet", text);
        } else if (!digits.matches("[0-9]{1,18}")) {
            fault(column, "invoice.bytes", shown(text));
        } else if (Long.parseLong(digits) > MOST_OCTETS) {
            fault(column, "invoice.bytes.many", MOST_OCTETS);
        } else {
            return Long.parseLong(digits);
        }
        return 0;
    }

    /** Text that people read: what a spreadsheet would run as a formula does not get in. */
    private String label() {
        String text = header.text(fields, InvoiceColumn.LABEL);
        if (text.length() > LONGEST_LABEL) {
            fault(InvoiceColumn.LABEL, "too.long", LONGEST_LABEL);
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            fault(InvoiceColumn.LABEL, "import.control");
        } else if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0) {
            fault(InvoiceColumn.LABEL, "import.formula", shown(text));
        }
        return text;
    }

    private void fault(InvoiceColumn column, String code, Object... arguments) {
        sound = false;
        problems.add(ImportProblem.fault(line, column.field(), code, arguments));
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
