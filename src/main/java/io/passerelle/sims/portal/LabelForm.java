package io.passerelle.sims.portal;

import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimChange;

/** Changes the label of a card. */
final class LabelForm extends CardForm {

    private static final String NAME = "sims.labelForm";

    LabelForm(Viewer viewer, SimCards cards, Sim sim) {
        super(NAME, Texts.text(NAME + ".title", sim.iccid()), viewer, cards, sim);
        TextField label = wide("label", new TextField());
        label.setMaxLength(120);
        label.setValue(sim.label());
        label.setAutoselect(true);
        saves(() -> SimChange.label(label.getValue()));
    }
}
