package io.passerelle.usage.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.usage.Consumption;
import io.passerelle.usage.Source;
import io.passerelle.usage.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.modulith.NamedInterface;

/** What one card carried, for wherever all there is to know of it is shown. */
@NamedInterface("card")
public final class CardUsage extends Div {

    private final Kit kit;
    private final UUID sim;
    private final Select<Window.Choice> period = new Select<>();
    private final UsageView view;
    private final Anchor more = new Anchor();

    /** The consumption of a card the viewer sees. */
    public CardUsage(Kit kit, Consumption consumption, UUID sim) {
        this.kit = kit;
        this.sim = sim;
        this.view = new UsageView(kit, consumption);
        addClassName("card-usage");
        period.setId("card-usage-period");
        period.setAriaLabel(Texts.text(UsagePage.NAME + ".period"));
        period.setItems(
                List.of(
                        Window.Choice.DAY,
                        Window.Choice.WEEK,
                        Window.Choice.MONTH,
                        Window.Choice.YEAR));
        period.setItemLabelGenerator(c -> Texts.text(UsagePage.NAME + ".period", c));
        Source source = consumption.source(kit.viewer(), Subject.sim(sim), Source.GATEWAY);
        boolean invoiced = source == Source.INVOICES;
        period.setValue(invoiced ? Window.Choice.YEAR : Window.Choice.WEEK);
        period.addValueChangeListener(change -> show());
        more.setId("card-usage-more");
        more.setText(Texts.text(UsagePage.NAME + ".more"));
        add(period, view, more);
        if (invoiced) {
            Anchor records = new Anchor("invoice-records?simId=" + sim);
            records.setId("card-usage-records");
            records.setText(Texts.text(InvoiceRecordsPage.NAME + ".ofCard"));
            add(records);
        }
        show();
        kit.live(this, Consumption.TOPIC, this::show);
    }

    private void show() {
        Window.Choice chosen = Objects.requireNonNullElse(period.getValue(), Window.Choice.WEEK);
        Window window = Window.of(chosen, Instant.now(), kit.viewer().zone());
        more.setHref("usage?simId=" + sim + "&period=" + chosen.word());
        Notices.guarded(() ->
                view.show(
                        Subject.sim(sim),
                        Texts.text(UsagePage.NAME + ".thisCard"),
                        window,
                        Measure.BYTES));
    }
}
