package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.SimRequest;

/** A person of the operator's says that a card has its replacement, and which one it is (M2M-3). */
final class ConfirmReplacementForm extends FormDialog {

    private static final String NAME = "sims.confirmReplacement";

    private final TextField iccid = new TextField();
    private final TextField imsi = new TextField();
    private final TextField msisdn = new TextField();

    ConfirmReplacementForm(Viewer viewer, SimServices services, SimRequest request) {
        super(NAME, Texts.text(NAME + ".title", request.iccid()));
        addBelow(new Paragraph(text("what")));
        wide("newIccid", iccid).setMaxLength(40);
        iccid.setRequired(true);
        iccid.setValue(request.newCard().iccid());
        field("newImsi", imsi).setMaxLength(40);
        imsi.setValue(request.newCard().imsi());
        field("newMsisdn", msisdn).setMaxLength(40);
        msisdn.setHelperText(text("newMsisdn.hint"));
        onSave(
                text("save"),
                () -> {
                    var card = new NewCard(iccid.getValue(), imsi.getValue(), msisdn.getValue());
                    services.requests().answerByHand(viewer, request.id(), true, "", card);
                    Notices.done(text("done", request.iccid()));
                });
    }
}
