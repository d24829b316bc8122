package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;

/** Asks the mobile operator for something about one card (M2M-3). */
final class RequestForm extends FormDialog {

    private static final String NAME = "sims.requestForm";

    private Sim present;

    RequestForm(Viewer viewer, SimServices services, SimAction action, Sim sim) {
        super(NAME, Texts.text("sims.ask", action));
        this.present = sim;
        addBelow(new Paragraph(text("what." + action.name(), sim.iccid(), sim.label())));
        TextField newIccid = new TextField();
        TextField newImsi = new TextField();
        if (action == SimAction.REPLACE) {
            field("newIccid", newIccid).setMaxLength(40);
            newIccid.setHelperText(text("newIccid.hint"));
            field("newImsi", newImsi).setMaxLength(40);
            newImsi.setHelperText(text("newImsi.hint"));
        }
        TextArea comment = wide("comment", new TextArea());
        comment.setMaxLength(500);
        comment.setHelperText(text("comment.hint"));
        onSave(
                Texts.text("sims.ask", action),
                () -> {
                    var card = new NewCard(newIccid.getValue(), newImsi.getValue(), "");
                    ask(viewer, services, action, comment.getValue(), card);
                    Notices.done(text("asked", sim.iccid()));
                });
    }

    /** Somebody else's change is told before one asks on top of it. */
    private void ask(
            Viewer viewer, SimServices services, SimAction action, String comment, NewCard card) {
        try {
            services.requests().ask(viewer, present.id(), present.version(), action, comment, card);
        } catch (Conflict somebodyElse) {
            Sim now = services.cards().get(viewer, present.id());
            String told = CardForm.differences(present, now);
            present = now;
            throw Refused.field("", "sim.changed-meanwhile", told);
        }
    }
}
