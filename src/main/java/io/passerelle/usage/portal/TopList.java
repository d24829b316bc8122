package io.passerelle.usage.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.passerelle.foundation.NotNow;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.usage.CardAmount;
import io.passerelle.usage.Source;
import io.passerelle.usage.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The cards that carried most, each a way to its own chart. */
final class TopList extends Section {

    private static final String NAME = "usage.top";
    private static final int SHOWN = 20;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final List<String> COLUMNS =
            List.of("iccid", "label", "organisation", "total", "in", "out", "sessions");

    private final Kit kit;
    private final UsageServices services;
    private final H2 title = new H2();
    private final Div rows = new Div();

    TopList(Kit kit, UsageServices services) {
        this.kit = kit;
        this.services = services;
        setId("usage-top");
        addClassName("usage-top");
        rows.addClassName("usage-scroll");
        rows.getElement().setAttribute("tabindex", "0");
        rows.getElement().setAttribute("role", "region");
        add(title, rows);
    }

    /**
     * Shows it as it is now; one card has no largest.
     *
     * @param source how it is known
     */
    void show(Subject subject, Source source, Window window, String period) {
        title.setText(text("title." + source));
        rows.getElement().setAttribute("aria-label", title.getText());
        setVisible(subject.kind() != Subject.Kind.SIM);
        rows.removeAll();
        if (!isVisible()) {
            return;
        }
        if (Duration.between(window.from(), window.until()).compareTo(LONGEST) > 0) {
            rows.add(new Paragraph(text("tooLong")));
            return;
        }
        try {
            List<CardAmount> cards =
                    services.consumption()
                            .top(
                                    kit.viewer(),
                                    subject,
                                    source,
                                    window.from(),
                                    window.until(),
                                    SHOWN);
            rows.add(cards.isEmpty() ? new Paragraph(text("empty")) : table(cards, period));
        } catch (NotNow busy) {
            rows.add(new Paragraph(text(busy.why().key())));
        }
    }

    private NativeTable table(List<CardAmount> cards, String period) {
        NativeTableRow head = new NativeTableRow();
        COLUMNS.forEach(column -> head.addHeaderCell().setText(text(column)));
        NativeTableBody body = new NativeTableBody();
        long most = cards.getFirst().amount().octets();
        cards.forEach(card -> body.add(row(card, most, period)));
        NativeTable table = new NativeTable();
        table.add(new NativeTableHeader(head), body);
        table.addClassName("usage-rows");
        return table;
    }

    private NativeTableRow row(CardAmount card, long most, String period) {
        NativeTableRow row = new NativeTableRow();
        Anchor link = new Anchor("usage?simId=" + card.simId() + period, card.iccid());
        link.addClassName("mono");
        row.addDataCell().add(link);
        row.addDataCell().setText(card.label());
        row.addDataCell().setText(services.organisations().tree().name(card.organisationId()));
        Div bar = new Div(Bytes.text(card.amount().octets()));
        bar.addClassName("usage-share");
        double share = 100.0 * card.amount().octets() / most;
        bar.getStyle().set("--share", String.format(Locale.ROOT, "%.1f%%", share));
        row.addDataCell().add(bar);
        row.addDataCell().setText(Bytes.text(card.amount().octetsIn()));
        row.addDataCell().setText(Bytes.text(card.amount().octetsOut()));
        row.addDataCell().setText(Long.toString(card.amount().sessions()));
        return row;
    }

    private static String text(String key) {
        return Texts.text(NAME + "." + key);
    }
}
