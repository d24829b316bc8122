package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;

/** Asks the mobile operator for something about one card (M2M-3). */
final class RequestForm extends FormDialog {

    private static final String NAME = "sims.requestForm";

    RequestForm(Viewer viewer, SimServices services, SimAction action, Sim sim) {
        super(NAME, Texts.text("sims.ask", action));
        addBelow(new Paragraph(text("what." + action.name(), sim.iccid(), sim.label())));
        TextArea comment = wide("comment", new TextArea());
        comment.setMaxLength(500);
        comment.setHelperText(text("comment.hint"));
        onSave(
                Texts.text("sims.ask", action),
                () -> {
                    services.requests()
                            .ask(viewer, sim.id(), sim.version(), action, comment.getValue());
                    Notices.done(text("asked", sim.iccid()));
                });
    }
}
