package io.passerelle.help.portal;

import com.vaadin.flow.component.textfield.TextArea;
import io.passerelle.accounts.Viewer;
import io.passerelle.help.SupportRequest;
import io.passerelle.help.SupportRequests;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;

/** Closes a request, with the answer that is mailed to the person. */
final class SupportAnswerForm extends FormDialog {

    private static final String NAME = "help.answer";

    SupportAnswerForm(Viewer viewer, SupportRequests requests, SupportRequest request) {
        super(NAME, Texts.text(NAME + ".title", request.reference()));
        boolean own = viewer.accountId().equals(request.accountId());
        TextArea answer = wide("answer", new TextArea());
        answer.setMaxLength(SupportRequests.TEXT_AT_MOST);
        answer.setMinHeight("8em");
        answer.setHelperText(text(own ? "own.hint" : "hint"));
        onSave(
                text("submit"),
                () -> {
                    requests.close(viewer, request.id(), answer.getValue());
                    Notices.done(text("closed", request.reference()));
                });
    }
}
