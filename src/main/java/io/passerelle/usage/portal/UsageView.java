package io.passerelle.usage.portal;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.usage.Amount;
import io.passerelle.usage.Consumption;
import io.passerelle.usage.Series;
import io.passerelle.usage.Slot;
import io.passerelle.usage.Source;
import io.passerelle.usage.Step;
import io.passerelle.usage.Subject;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one subject carried in one time: sums, chart, and the same as a table and as files. */
final class UsageView extends Div {

    private static final String NAME = "usage.view";

    /** Beyond it the time before was not counted whole, and a comparison says nothing. */
    private static final int MOST_TIMES = 10;

    private final Kit kit;
    private final Consumption consumption;
    private final UsageChart chart = new UsageChart();
    private final Div sums = new Div();
    private final Div legend = new Div();
    private final Paragraph empty = new Paragraph();
    private final Paragraph source = new Paragraph();
    private final Paragraph zone = new Paragraph(Texts.text(NAME + ".zone"));
    private final Details table = new Details(Texts.text(NAME + ".table"));
    private final UsageFiles files;
    private @Nullable Series shown;

    UsageView(Kit kit, Consumption consumption) {
        this.kit = kit;
        this.consumption = consumption;
        this.files = new UsageFiles(kit);
        addClassName("usage-view");
        sums.addClassName("flow");
        legend.addClassName("usage-legend");
        empty.addClassName("note");
        zone.addClassName("muted");
        source.setId("usage-source");
        source.addClassName("muted");
        table.setId("usage-table");
        table.addOpenedChangeListener(opened -> fillTable());
        add(sums, chart, legend, empty, source, zone, table, files);
    }

    /**
     * Shows it as it is now.
     *
     * @param title whose it is, in words
     */
    void show(Subject subject, String title, Window chosen, Measure wanted) {
        Instant now = Instant.now();
        Source known = consumption.source(kit.viewer(), subject, wanted.source());
        Measure measure = wanted.of(known);
        Window window = known == Source.INVOICES ? chosen.byDays() : chosen;
        Series series =
                consumption.of(
                        kit.viewer(), subject, known, window.from(), window.until(), window.step());
        Amount before =
                consumption.amount(
                        kit.viewer(), subject, known, window.back(), window.backUntil(now));
        shown = series;
        Locale locale = Texts.locale();
        sum(series, before);
        other(subject, known, window);
        legend(measure);
        source.setText(Texts.text(NAME + ".source", known));
        chart.show(series, measure, Texts.text(NAME + ".about", title), now, locale);
        empty.setText(Texts.text(NAME + ".empty." + known));
        empty.setVisible(series.isEmpty());
        zone.setVisible(!isExact(series));
        files.offer(series, measure, now);
        fillTable();
    }

    /** Days of zones that are not whole hours from UTC begin a little early. */
    private static boolean isExact(Series series) {
        return series.slots().stream()
                .map(Slot::from)
                .allMatch(from ->
                        series.step() == Step.HOUR || from.atZone(series.zone()).getMinute() == 0);
    }

    private void sum(Series series, Amount before) {
        Amount total = series.total();
        sums.removeAll();
        sums.add(
                number(Bytes.text(total.octets()), "total", "total." + series.source()),
                number(Bytes.text(total.octetsIn()), "in"),
                number(Bytes.text(total.octetsOut()), "out"));
        if (series.source() == Source.GATEWAY) {
            sums.add(
                    number(
                            NumberFormat.getIntegerInstance(Texts.locale())
                                    .format(total.sessions()),
                            "sessions"));
        }
        if (before.octets() > total.octets() / MOST_TIMES) {
            double change = (double) (total.octets() - before.octets()) / before.octets();
            NumberFormat percent = NumberFormat.getPercentInstance(Texts.locale());
            String sign = change > 0 ? "+" : "";
            sums.add(number(sign + percent.format(change), "before"));
        }
    }

    /** What is known of a group or an organisation the other way stands beside it, not in it. */
    private void other(Subject subject, Source known, Window window) {
        if (subject.kind() == Subject.Kind.SIM) {
            return;
        }
        Source other = known == Source.GATEWAY ? Source.INVOICES : Source.GATEWAY;
        Amount amount =
                consumption.amount(kit.viewer(), subject, other, window.from(), window.until());
        if (amount.octets() > 0) {
            sums.add(number(Bytes.text(amount.octets()), "other", "total." + other));
        }
    }

    private static Div number(String text, String what) {
        return number(text, what, what);
    }

    private static Div number(String text, String what, String key) {
        Span amount = new Span(text);
        amount.addClassName("amount");
        Span words = new Span(Texts.text(NAME + "." + key));
        words.addClassName("what");
        Div number = new Div(amount, words);
        number.setId("usage-" + what);
        return number;
    }

    private void legend(Measure measure) {
        legend.removeAll();
        if (measure.isBytes()) {
            legend.add(key("in"), key("out"));
        } else {
            legend.add(key("sessions"));
        }
        legend.add(key("gap", measure == Measure.INVOICED ? "gap.invoices" : "gap"));
    }

    private static Span key(String what) {
        return key(what, what);
    }

    private static Span key(String what, String words) {
        Span key = new Span(Texts.text(NAME + ".key." + words));
        key.addClassNames("key", what);
        return key;
    }

    /** The table is made when somebody wants it. */
    private void fillTable() {
        Series series = shown;
        table.removeAll();
        if (series == null || !table.isOpened()) {
            return;
        }
        NativeTableRow head = new NativeTableRow();
        for (String column : UsageFiles.COLUMNS) {
            head.addHeaderCell().setText(Texts.text(NAME + ".column." + column));
        }
        NativeTableBody body = new NativeTableBody();
        SlotWords words = new SlotWords(series, Texts.locale());
        series.slots().forEach(slot -> body.add(row(words, slot)));
        NativeTable rows = new NativeTable();
        rows.add(new NativeTableHeader(head), body);
        rows.addClassName("usage-rows");
        Div around = new Div(rows);
        around.addClassName("usage-scroll");
        around.getElement().setAttribute("tabindex", "0");
        around.getElement().setAttribute("role", "region");
        around.getElement().setAttribute("aria-label", Texts.text(NAME + ".table"));
        table.add(around);
    }

    private static NativeTableRow row(SlotWords words, Slot slot) {
        NativeTableRow row = new NativeTableRow();
        row.addDataCell().setText(words.when(slot));
        List<String> cells =
                slot.heard()
                        ? List.of(
                                Bytes.text(slot.amount().octetsIn()),
                                Bytes.text(slot.amount().octetsOut()),
                                words.sessions(slot))
                        : List.of("–", "–", "–");
        cells.forEach(cell -> row.addDataCell().setText(cell));
        return row;
    }

    /** Whole seconds, for names of files. */
    static String stamp(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[^0-9]", "");
    }
}
