package io.passerelle.people.portal;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.people.RightRequests;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;

/** Asks for a right (ACC-5). */
final class RightRequestForm extends FormDialog {

    private static final String NAME = "people.right";

    RightRequestForm(Viewer viewer, RightRequests requests, Runnable done) {
        super(NAME, Texts.text(NAME + ".ask"));
        Select<Right> right = new Select<>();
        TextArea reason = new TextArea();
        wide("right", right).setItems(requests.possible(viewer));
        right.setItemLabelGenerator(chosen -> Texts.text("right", chosen));
        wide("reason", reason).setMaxLength(500);
        onSave(
                text("submit"),
                () -> {
                    Right chosen = right.getValue();
                    if (chosen == null) {
                        throw Refused.field("right", "required");
                    }
                    requests.ask(viewer, chosen, reason.getValue());
                    Notices.done(text("asked"));
                    done.run();
                });
    }
}
