package io.passerelle.people.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes an API token and shows it this once (ACC-8). */
final class TokenForm extends FormDialog {

    static final String NAME = "people.token";

    private final TextField name = new TextField();
    private final CheckboxGroup<Right> rights = new CheckboxGroup<>();
    private final Select<Lifetime> lifetime = new Select<>();

    /** For how long a token works. */
    enum Lifetime {
        MONTH(30),
        QUARTER(90),
        YEAR(365),
        EVER(0);

        private final int days;

        Lifetime(int days) {
            this.days = days;
        }

        @Nullable Instant end() {
            return days == 0 ? null : Instant.now().plus(Duration.ofDays(days));
        }
    }

    /** A token can have at most the viewer's own rights, so only those are offered. */
    TokenForm(Viewer viewer, ApiTokens tokens) {
        super(NAME, Texts.text(NAME + ".new"));
        wide("name", name).setRequired(true);
        name.setMaxLength(120);
        name.setHelperText(text("name.hint"));
        wide("rights", rights).setHelperText(text("rights.hint"));
        rights.setItems(viewer.rights().stream().sorted().toList());
        rights.setItemLabelGenerator(right -> Texts.text("right", right));
        field("expiresAt", lifetime).setItems(Lifetime.values());
        lifetime.setItemLabelGenerator(chosen -> Texts.text(NAME + ".lifetime", chosen));
        lifetime.setValue(Lifetime.QUARTER);
        onSave(
                Texts.text("kit.create"),
                () ->
                        show(
                                tokens.issue(
                                                viewer,
                                                name.getValue(),
                                                rights.getValue(),
                                                lifetime.getValue().end())
                                        .token()));
    }

    private static void show(String token) {
        Dialog dialog = new Dialog(Texts.text(NAME + ".made"));
        dialog.setId("token-made");
        dialog.setCloseOnEsc(false);
        dialog.setCloseOnOutsideClick(false);
        Pre shown = new Pre(token);
        shown.setId("token");
        shown.addClassName("secret");
        Button copy = new Button(Texts.text(NAME + ".copy"));
        copy.setId("copy-token");
        // Selecting works where the clipboard is not to be had: on a plain connection.
        copy.addClickListener(click ->
                shown.getElement()
                        .executeJs(
                                "getSelection().selectAllChildren(this);"
                                        + "navigator.clipboard?.writeText(this.textContent)"));
        Button kept = new Button(Texts.text(NAME + ".kept"), click -> dialog.close());
        kept.setId("token-kept");
        kept.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.add(new Paragraph(Texts.text(NAME + ".once")), shown);
        dialog.getFooter().add(copy, kept);
        dialog.open();
    }
}
