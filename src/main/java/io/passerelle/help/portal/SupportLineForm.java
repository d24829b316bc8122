package io.passerelle.help.portal;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.help.SupportContacts;
import io.passerelle.help.SupportLine;
import io.passerelle.help.SupportPeriod;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds a telephone number of the support, or changes one. */
final class SupportLineForm extends FormDialog {

    private static final String NAME = "help.lineForm";
    private static final int USUAL_POSITION = 100;

    private final TextField labelFr = field("labelFr", new TextField());
    private final TextField labelEn = field("labelEn", new TextField());
    private final TextField number = field("number", new TextField());
    private final Select<SupportPeriod> hours = field("hours", new Select<SupportPeriod>());
    private final IntegerField position = field("position", new IntegerField());

    SupportLineForm(Viewer viewer, SupportContacts contacts, @Nullable SupportLine line) {
        super(NAME, Texts.text(NAME + (line == null ? ".new" : ".change")));
        labelFr.setMaxLength(120);
        labelEn.setMaxLength(120);
        number.setMaxLength(40);
        hours.setItems(SupportPeriod.values());
        hours.setItemLabelGenerator(period -> Texts.text("help.period", period));
        hours.setValue(line == null ? SupportPeriod.DAY : line.hours());
        position.setValue(line == null ? USUAL_POSITION : line.position());
        if (line == null) {
            onSave(Texts.text("kit.create"), () -> contacts.create(viewer, draft()));
        } else {
            labelFr.setValue(line.labelFr());
            labelEn.setValue(line.labelEn());
            number.setValue(line.number());
            onSave(
                    Texts.text("kit.save"),
                    () -> contacts.update(viewer, line.id(), line.version(), draft()));
        }
    }

    private SupportLine.Draft draft() {
        return new SupportLine.Draft(
                Objects.requireNonNullElse(position.getValue(), USUAL_POSITION),
                labelFr.getValue(),
                labelEn.getValue(),
                number.getValue(),
                hours.getValue());
    }
}
