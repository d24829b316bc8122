package io.passerelle.starts.portal;

import com.vaadin.flow.router.Route;
import io.passerelle.foundation.StartReport;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Column;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.starts.Start;
import io.passerelle.starts.Starts;
import jakarta.annotation.security.PermitAll;

/** What each start of a node found and repaired. */
@Route("starts")
@PermitAll
class StartsPage extends ListPage {

    static final String NAME = "starts.starts";

    StartsPage(Kit kit, Starts starts) {
        super(kit, NAME);
        show(list(kit.times(), starts));
    }

    private ListDefinition<Start> list(Times times, Starts starts) {
        return ListDefinition.of(NAME, starts.listing(), Start::id)
                .column(
                        Column.<Start>of("at", start -> times.cell(start.at()))
                                .sortable()
                                .narrow()
                                .exportedAs(start -> times.exported(start.at()))
                                .wide("11.4em", 0))
                .column(Column.text("node", Start::node).sortable().narrow().wide("7em", 2))
                .column(Column.of("before", this::before).narrow().wide("9.6em", 1))
                .column(
                        Column.<Start>of("took", start -> Cell.of(Times.length(start.took())))
                                .sortable()
                                .wide("7em", 1)
                                .end())
                .column(count(StartReport.SESSIONS))
                .column(count(StartReport.OVERDUE).hidden())
                .column(count(StartReport.GHOSTS))
                .column(count(StartReport.CUT).narrow())
                .column(count(StartReport.SPOOLED))
                .live(Starts.TOPIC)
                .orderedBy("at", true);
    }

    private Cell before(Start start) {
        return start.unexpected()
                ? Cell.badge(text("before.unexpected"), Tone.WARN)
                : Cell.of(text("before.ordinary"));
    }

    private static Column<Start> count(String what) {
        return Column.<Start>of(what, start -> Cell.of(Long.toString(start.count(what))))
                .wide("9.8em", 1)
                .end();
    }
}
