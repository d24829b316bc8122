package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.ShortcutRegistration;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A form in a window. What it refuses is what the service refuses: {@link Refused} brings the
 * errors, the form puts each at its field. Ctrl+Enter saves, Esc cancels and asks first when
 * something was typed.
 */
public class FormDialog extends Dialog {

    private final String name;
    private final FormLayout form = new FormLayout();
    private final Div problem = new Div();
    private final Button save = new Button();
    private final Map<String, Component> fields = new LinkedHashMap<>();
    private final List<BiPredicate<String, String>> errorTakers = new ArrayList<>();
    private Runnable work = () -> {};
    private boolean dirty;

    /**
     * An empty form.
     *
     * @param name the stem of its bundle keys: {@code <name>.<field>} labels
     * @param title the window's title
     */
    public FormDialog(String name, String title) {
        this.name = name;
        setId(id("dialog"));
        setHeaderTitle(title);
        setDraggable(true);
        setResizable(true);
        setCloseOnOutsideClick(false);
        setWidth("34rem");
        addClassName("form-dialog");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        form.setAutoResponsive(true);
        form.setAutoRows(true);
        form.setMaxColumns(2);
        form.setExpandColumns(true);
        form.setExpandFields(true);
        form.setColumnWidth("13rem");
        add(problem, form);
        prepareButtons();
        addDialogCloseActionListener(closing -> cancel());
    }

    /**
     * Adds a field.
     *
     * @param field its name as the service's refusals and the API spell it
     */
    public final <F extends Component & HasValue<?, ?>> F field(String field, F input) {
        return field(field, input, 1);
    }

    /** Adds a field that takes the whole width. */
    public final <F extends Component & HasValue<?, ?>> F wide(String field, F input) {
        return field(field, input, 2);
    }

    /** Adds something that is no field, over the whole width. */
    public final void addBelow(Component component) {
        form.add(component, 2);
    }

    /**
     * Gives errors whose field is not one of the form's to something that shows them: true when it
     * did.
     */
    public final void takesErrors(BiPredicate<String, String> taker) {
        errorTakers.add(taker);
    }

    /** Something was changed that no field of the form knows of. */
    public final void markDirty() {
        dirty = true;
    }

    /** What saving does; the window closes unless it throws a refusal. */
    public final void onSave(String buttonText, Runnable saving) {
        save.setText(buttonText);
        work = saving;
    }

    /** A label of the form. */
    public final String text(String key, Object... arguments) {
        return Texts.text(name + "." + key, arguments);
    }

    @Override
    public void open() {
        dirty = false;
        super.open();
        fields.values().stream()
                .filter(f -> f instanceof Focusable<?>)
                .findFirst()
                .ifPresent(f -> ((Focusable<?>) f).focus());
    }

    private <F extends Component & HasValue<?, ?>> F field(String field, F input, int columns) {
        input.setId(id(field));
        input.addValueChangeListener(change -> {
            dirty = dirty || change.isFromClient();
            show(input, null);
        });
        if (input instanceof HasLabel labelled && labelled.getLabel() == null) {
            labelled.setLabel(text(field));
        }
        fields.put(field, input);
        form.add(input, columns);
        return input;
    }

    private void prepareButtons() {
        Button cancel = new Button(Texts.text("kit.cancel"), click -> cancel());
        cancel.setId(id("cancel"));
        save.setId(id("save"));
        save.setText(Texts.text("kit.save"));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        save.setTooltipText(Texts.text("kit.save.keys"));
        save.addClickListener(click -> save());
        ShortcutRegistration keys =
                Shortcuts.addShortcutListener(this, this::save, Key.ENTER, KeyModifier.CONTROL);
        keys.listenOn(this);
        getFooter().add(cancel, save);
    }

    private void save() {
        problem.setVisible(false);
        fields.values().forEach(field -> show(field, null));
        try {
            work.run();
            close();
        } catch (Refused refused) {
            show(refused);
        } catch (NotFound | Forbidden | Conflict refusal) {
            show(Notices.reason(refusal));
        } finally {
            save.setEnabled(true);
        }
    }

    private void show(Refused refused) {
        List<String> general = new ArrayList<>();
        boolean focused = false;
        for (FieldError error : refused.errors()) {
            String reason = Texts.reason(error);
            Component field = fields.get(error.field());
            if (field != null && show(field, reason)) {
                if (!focused && field instanceof Focusable<?> first) {
                    first.focus();
                    focused = true;
                }
            } else if (errorTakers.stream().noneMatch(t -> t.test(error.field(), reason))) {
                general.add(reason);
            }
        }
        if (!general.isEmpty()) {
            show(String.join(" ", general));
        }
    }

    private void show(String reason) {
        problem.setText(reason);
        problem.setVisible(true);
    }

    /**
     * @return whether the field can show errors
     */
    private static boolean show(Component field, @Nullable String reason) {
        if (field instanceof HasValidationProperties validated) {
            validated.setErrorMessage(reason);
            validated.setInvalid(reason != null);
            return true;
        }
        return false;
    }

    private void cancel() {
        if (!dirty) {
            close();
            return;
        }
        ConfirmDialog ask = new ConfirmDialog();
        ask.setId("discard");
        ask.setHeader(Texts.text("kit.discard.title"));
        ask.setText(Texts.text("kit.discard.question"));
        ask.setCancelable(true);
        ask.setCancelText(Texts.text("kit.no"));
        ask.setConfirmText(Texts.text("kit.yes"));
        ask.addConfirmListener(confirmed -> close());
        ask.open();
    }

    private String id(String part) {
        return (name + "." + part).replace('.', '-');
    }
}
