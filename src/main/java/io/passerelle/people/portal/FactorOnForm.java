package io.passerelle.people.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.SecondFactor;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import java.util.List;

/** Switches the second factor on: scan, show a code, keep the recovery codes. */
final class FactorOnForm extends FormDialog {

    private static final String NAME = "people.factor";

    FactorOnForm(Viewer viewer, SecondFactor factor, Runnable done) {
        super(NAME, Texts.text(NAME + ".on"));
        SecondFactor.Enrolment enrolment = factor.begin(viewer);
        Image picture = new Image(QrPicture.of(enrolment.uri()), text("picture"));
        picture.setId("factor-picture");
        picture.setWidth("13rem");
        Paragraph key = new Paragraph(text("key", enrolment.secret()));
        key.setId("factor-key");
        addBelow(new Paragraph(text("scan")));
        addBelow(picture);
        addBelow(key);
        TextField code = new TextField();
        wide("code", code).setMaxLength(20);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        onSave(text("submitOn"), () -> show(factor.confirm(viewer, code.getValue()), done));
    }

    private static void show(List<String> codes, Runnable done) {
        Dialog dialog = new Dialog(Texts.text(NAME + ".codes"));
        dialog.setId("recovery-codes");
        dialog.setCloseOnEsc(false);
        dialog.setCloseOnOutsideClick(false);
        Button kept =
                new Button(
                        Texts.text(NAME + ".codes.kept"),
                        click -> {
                            dialog.close();
                            done.run();
                        });
        kept.setId("codes-kept");
        kept.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.add(
                new Paragraph(Texts.text(NAME + ".codes.text")), new Pre(String.join("\n", codes)));
        dialog.getFooter().add(kept);
        dialog.open();
    }
}
