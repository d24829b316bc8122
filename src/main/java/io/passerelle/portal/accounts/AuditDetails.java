package io.passerelle.portal.accounts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import io.passerelle.accounts.AuditLine;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import java.util.List;

/** One line of the audit: what is different after it, field by field. */
final class AuditDetails extends Div {

    AuditDetails(
            Times times,
            AuditWords words,
            AuditChanges changes,
            AuditLine line,
            String organisation) {
        setId("audit-details");
        add(new H2(words.action(line.entry().action())));
        add(
                new Facts(AuditPage.NAME)
                        .fact("at", times.cell(line.entry().at()))
                        .fact("login", Cell.of(line.entry().login()))
                        .fact("address", Cell.mono(line.entry().address()))
                        .fact("organisation", Cell.of(organisation))
                        .fact("object", words.object(line))
                        .fact("outcome", AuditPage.outcome(line)));
        add(new H3(Texts.text(AuditPage.NAME + ".changes")));
        add(table(line, changes.of(line)));
    }

    private static Component table(AuditLine line, List<AuditChanges.Change> changes) {
        if (changes.isEmpty()) {
            return new Paragraph(Texts.text(AuditPage.NAME + ".none"));
        }
        NativeTable table = new NativeTable();
        table.addClassName("changes");
        NativeTableRow head = new NativeTableRow(header("field"));
        boolean hasBefore = line.before() != null;
        boolean hasAfter = line.after() != null;
        if (hasBefore) {
            head.add(header("before"));
        }
        if (hasAfter) {
            head.add(header("after"));
        }
        table.getHead().add(head);
        for (AuditChanges.Change change : changes) {
            NativeTableHeaderCell field = new NativeTableHeaderCell(change.field());
            field.getElement().setAttribute("scope", "row");
            NativeTableRow row = new NativeTableRow(field);
            if (hasBefore) {
                row.add(new NativeTableCell(change.before()));
            }
            if (hasAfter) {
                row.add(new NativeTableCell(change.after()));
            }
            table.getBody().add(row);
        }
        return table;
    }

    private static NativeTableHeaderCell header(String key) {
        return new NativeTableHeaderCell(Texts.text(AuditPage.NAME + "." + key));
    }
}
