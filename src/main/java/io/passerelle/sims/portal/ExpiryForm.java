package io.passerelle.sims.portal;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Calendars;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimGuards;
import io.passerelle.sims.SimGuards.Expiry;
import io.passerelle.sims.SimGuards.ExpiryAction;
import java.time.LocalDate;
import java.util.Objects;

/** Sets the day at whose beginning a card is suspended or terminated by itself (M2M-11). */
final class ExpiryForm extends CardForm {

    private static final String NAME = "sims.expiryForm";

    ExpiryForm(Viewer viewer, Times times, SimServices services, Sim sim) {
        super(NAME, Texts.text(NAME + ".title", sim.iccid()), viewer, services.cards(), sim);
        SimGuards guards = sim.guards();
        addBelow(new Paragraph(text("what")));
        DatePicker day = field("expiresAt", new DatePicker());
        day.setLocale(Texts.locale());
        day.setI18n(Calendars.words(Texts.locale()));
        day.setClearButtonVisible(true);
        day.setHelperText(text("expiresAt.hint", viewer.zone().getId()));
        if (guards.expiresAt() != null) {
            day.setValue(times.dayOf(guards.expiresAt()));
        }
        Select<ExpiryAction> action = field("expiryAction", new Select<ExpiryAction>());
        action.setItems(ExpiryAction.values());
        action.setItemLabelGenerator(a -> Texts.text("sims.expiry", a));
        action.setValue(Objects.requireNonNullElse(guards.expiryAction(), ExpiryAction.SUSPEND));
        saves(() -> {
            LocalDate chosen = day.getValue();
            ExpiryAction then = Objects.requireNonNullElse(action.getValue(), ExpiryAction.SUSPEND);
            return SimChange.expiry(
                    new Expiry(chosen == null ? null : times.startOf(chosen), then));
        });
    }
}
