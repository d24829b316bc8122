package io.passerelle.sims.portal;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.passerelle.foundation.FieldError;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import io.passerelle.sims.ImportProblem;
import io.passerelle.sims.ImportReport;

/** What a file would do: the counts, and what is wrong with which line. */
public final class ImportReportView extends Div {

    private static final String NAME = "sims.import";

    /** As many problems as the table shows without scrolling. */
    private static final int FEW = 6;

    /**
     * Tells of one file.
     *
     * @param file what it is called
     */
    public ImportReportView(String file, ImportReport report) {
        this(file, report, NAME);
    }

    /**
     * Tells of one file in the words of what it holds.
     *
     * @param words the verdict is the bundle keys {@code <words>.verdict.*}
     */
    ImportReportView(String file, ImportReport report, String words) {
        addClassName("import-report");
        setId("sims-import-report");
        Div counts = new Div(Badges.of(text("lines", report.lines()), Tone.NEUTRAL));
        counts.add(
                Badges.of(
                        text("accepted", report.accepted()),
                        report.accepted() > 0 ? Tone.GOOD : Tone.NEUTRAL));
        if (report.rejected() > 0) {
            counts.add(Badges.of(text("rejected.lines", report.rejected()), Tone.BAD));
        }
        if (report.warnings() > 0) {
            counts.add(Badges.of(text("warnings", report.warnings()), Tone.WARN));
        }
        Span name = new Span(file);
        name.addClassName("muted");
        counts.add(name);
        counts.addClassName("counts");
        Div verdict = new Div(verdict(report, words));
        verdict.addClassName(isGood(report) ? "note" : "problem");
        verdict.getElement().setAttribute("role", "status");
        verdict.setId("sims-import-verdict");
        add(verdict, counts);
        if (!report.problems().isEmpty()) {
            add(table(report));
        }
        if (report.problemsTotal() > report.problems().size()) {
            Span more = new Span(text("more", report.problems().size(), report.problemsTotal()));
            more.addClassName("muted");
            add(more);
        }
    }

    /** Whether every line can come in. */
    public static boolean isGood(ImportReport report) {
        return report.rejected() == 0 && report.accepted() > 0;
    }

    private static String verdict(ImportReport report, String words) {
        String verdict = words + ".verdict.";
        if (report.lines() == 0) {
            return Texts.text(verdict + "unreadable");
        }
        return isGood(report)
                ? Texts.text(verdict + "good", report.accepted())
                : Texts.text(verdict + "bad", report.rejected());
    }

    private static Grid<ImportProblem> table(ImportReport report) {
        Grid<ImportProblem> table = new Grid<>();
        table.setId("sims-import-problems");
        table.addThemeName("compact");
        table.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        table.setSelectionMode(Grid.SelectionMode.NONE);
        table.setAllRowsVisible(report.problems().size() <= FEW);
        table.setItems(report.problems());
        table.addColumn(ImportProblem::line)
                .setHeader(text("line"))
                .setSortable(true)
                .setWidth("4.6em")
                .setFlexGrow(0);
        table.addColumn(problem -> text("field." + problem.field()))
                .setHeader(text("column"))
                .setSortable(true)
                .setWidth("7.6em")
                .setFlexGrow(0);
        table.addColumn(
                        LitRenderer.<ImportProblem>of(
                                        "<span class=\"badge ${item.s}\">${item.k}</span>"
                                                + " ${item.t}")
                                .withProperty("s", p -> p.warning() ? "tone-warn" : "tone-bad")
                                .withProperty("k", p -> text(p.warning() ? "warning" : "fault"))
                                .withProperty("t", ImportReportView::reason))
                .setHeader(text("problem"))
                .setFlexGrow(1);
        return table;
    }

    private static String reason(ImportProblem problem) {
        return Texts.reason(
                FieldError.of(problem.field(), problem.code(), problem.arguments().toArray()));
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
