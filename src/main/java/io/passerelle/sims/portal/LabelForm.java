package io.passerelle.sims.portal;

import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimChange;

/** Changes the label of a card. */
final class LabelForm extends FormDialog {

    private static final String NAME = "sims.labelForm";

    LabelForm(Viewer viewer, SimCards cards, Sim sim) {
        super(NAME, Texts.text(NAME + ".title", sim.iccid()));
        TextField label = wide("label", new TextField());
        label.setMaxLength(120);
        label.setValue(sim.label());
        label.setAutoselect(true);
        onSave(
                Texts.text("kit.save"),
                () -> {
                    cards.update(
                            viewer, sim.id(), sim.version(), SimChange.label(label.getValue()));
                    Notices.done(text("changed", sim.iccid()));
                });
    }
}
