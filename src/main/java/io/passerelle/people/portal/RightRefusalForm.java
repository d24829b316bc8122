package io.passerelle.people.portal;

import com.vaadin.flow.component.textfield.TextArea;
import io.passerelle.accounts.Viewer;
import io.passerelle.people.RightRequest;
import io.passerelle.people.RightRequests;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;

/** Refuses a right, with the reason its asker gets. */
final class RightRefusalForm extends FormDialog {

    private static final String NAME = "people.right";

    RightRefusalForm(Viewer viewer, RightRequests requests, RightRequest request) {
        super(NAME, Texts.text(NAME + ".refuse"));
        TextArea answer = new TextArea();
        wide("answer", answer).setMaxLength(500);
        onSave(
                Texts.text("people.requests.action.refuse"),
                () -> {
                    requests.refuse(viewer, request.id(), answer.getValue());
                    Notices.done(Texts.text("people.requests.refused", request.login()));
                });
    }
}
