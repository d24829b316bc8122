package io.passerelle.operators.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.operators.AdapterKind;
import io.passerelle.operators.MobileOperator;
import io.passerelle.operators.MobileOperatorDraft;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says how a mobile operator is reached; shows what that way needs, only. */
final class MobileOperatorForm extends FormDialog {

    private static final String NAME = "operators.form";
    private static final int USUAL_DELAY = 3;

    private final TextField name = wide("name", new TextField());
    private final ComboBox<AdapterKind> adapter = wide("adapter", new ComboBox<AdapterKind>());
    private final IntegerField delay = field("delaySeconds", new IntegerField());
    private final Checkbox refuses = field("refuses", new Checkbox());
    private final TextField url = wide("url", new TextField());
    private final PasswordField secret = wide("secret", new PasswordField());

    MobileOperatorForm(@Nullable MobileOperator operator, Consumer<MobileOperatorDraft> save) {
        super(NAME, Texts.text(NAME + (operator == null ? ".new" : ".change")));
        name.setMaxLength(80);
        url.setMaxLength(500);
        secret.setHelperText(text(operator == null ? "secret.hint" : "secret.keep"));
        adapter.setItems(AdapterKind.values());
        adapter.setItemLabelGenerator(kind -> Texts.text("operators.adapter", kind));
        adapter.addValueChangeListener(change -> fit());
        refuses.setLabel(text("refuses"));
        adapter.setValue(operator == null ? AdapterKind.MANUAL : operator.adapter());
        delay.setValue(operator == null ? USUAL_DELAY : operator.delaySeconds());
        if (operator != null) {
            name.setValue(operator.name());
            refuses.setValue(operator.refuses());
            url.setValue(operator.url());
        }
        fit();
        onSave(Texts.text("kit.save"), () -> save.accept(draft()));
    }

    private void fit() {
        AdapterKind kind = adapter.getValue();
        delay.setVisible(kind == AdapterKind.SIMULATED);
        refuses.setVisible(kind == AdapterKind.SIMULATED);
        url.setVisible(kind == AdapterKind.REST);
        secret.setVisible(kind == AdapterKind.REST);
    }

    private MobileOperatorDraft draft() {
        return new MobileOperatorDraft(
                name.getValue(),
                Objects.requireNonNullElse(adapter.getValue(), AdapterKind.MANUAL),
                Objects.requireNonNullElse(delay.getValue(), USUAL_DELAY),
                refuses.getValue(),
                url.getValue(),
                secret.getValue());
    }
}
