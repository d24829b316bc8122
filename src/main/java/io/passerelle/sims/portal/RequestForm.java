package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;

/** Asks the mobile operator for something about one card (M2M-3). */
final class RequestForm extends FormDialog {

    private static final String NAME = "sims.requestForm";

    RequestForm(Viewer viewer, SimServices services, SimAction action, Sim sim) {
        super(NAME, Texts.text("sims.ask", action));
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
                    services.requests()
                            .ask(
                                    viewer,
                                    sim.id(),
                                    sim.version(),
                                    action,
                                    comment.getValue(),
                                    new NewCard(newIccid.getValue(), newImsi.getValue(), ""));
                    Notices.done(text("asked", sim.iccid()));
                });
    }
}
