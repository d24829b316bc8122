package io.passerelle.usage;

import io.passerelle.foundation.Iccid;
import io.passerelle.foundation.Msisdn;
import io.passerelle.sims.LineFields;
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
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<y>\\d{4})([-/.]?)(?<m>\\d{2})\\2(?<d>\\d{2})");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<d>\\d{1,2})[-/.](?<m>\\d{1,2})[-/.](?<y>\\d{4})");

    /** Between groups of three digits: space, no-break spaces, apostrophe. */
    private static final Pattern GROUPING = Pattern.compile("(?<=\\d)[ \u00a0\u202f'’](?=\\d{3})");

    private final InvoiceHeader header;
    private final LineFields line;
    private final LocalDate today;

    /**
     * @param today the last day a record may end at
     */
    InvoiceLineReader(InvoiceHeader header, ProblemList problems, LocalDate today) {
        this.header = header;
        this.line = new LineFields(header.width(), problems);
        this.today = today;
    }

    /** The line's record; empty when any field is faulty. */
    Optional<InvoiceLine> read(long number, List<String> cells) {
        if (!line.begin(number, cells)) {
            return Optional.empty();
        }
        // every field is read whatever the others are: one report tells all there is to mend
        String iccid =
                card(InvoiceColumn.ICCID, "iccid.bad", t -> Iccid.parse(t).map(Iccid::value));
        String msisdn =
                card(InvoiceColumn.MSISDN, "msisdn.bad", t -> Msisdn.parse(t).map(Msisdn::value));
        if (line.isSound() && iccid == null && msisdn == null) {
            fault(InvoiceColumn.ICCID, "invoice.card");
        }
        LocalDate from = date(InvoiceColumn.FROM);
        LocalDate to = date(InvoiceColumn.TO);
        if (from != null && to != null) {
            period(from, to);
        }
        long up = octets(InvoiceColumn.UP);
        long down = octets(InvoiceColumn.DOWN);
        String label =
                line.words(InvoiceColumn.LABEL.field(), text(InvoiceColumn.LABEL), LONGEST_LABEL);
        return line.isSound() && from != null && to != null
                ? Optional.of(new InvoiceLine(number, iccid, msisdn, from, to, up, down, label))
                : Optional.empty();
    }

    private @Nullable String card(
            InvoiceColumn column, String code, Function<String, Optional<String>> parser) {
        return line.number(column.field(), text(column), code, parser);
    }

    private String text(InvoiceColumn column) {
        return header.text(line.cells(), column);
    }

    private @Nullable LocalDate date(InvoiceColumn column) {
        String text = text(column);
        if (text.isEmpty()) {
            fault(column, "required");
            return null;
        }
        LocalDate date = date(text);
        if (date == null || date.isBefore(EARLIEST)) {
            fault(column, "invoice.date", LineFields.shown(text));
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
        String text = text(column);
        String digits = GROUPING.matcher(text).replaceAll("");
        if (text.isEmpty()) {
            fault(column, "required");
        } else if (line.isFromSpreadsheet(column.field(), text)) {
            return 0;
        } else if (!digits.matches("[0-9]{1,18}")) {
            fault(column, "invoice.bytes", LineFields.shown(text));
        } else if (Long.parseLong(digits) > MOST_OCTETS) {
            fault(column, "invoice.bytes.many", MOST_OCTETS);
        } else {
            return Long.parseLong(digits);
        }
        return 0;
    }

    private void fault(InvoiceColumn column, String code, Object... arguments) {
        line.fault(column.field(), code, arguments);
    }
}
