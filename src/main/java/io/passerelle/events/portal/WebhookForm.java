package io.passerelle.events.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventKind;
import io.passerelle.events.Webhook;
import io.passerelle.events.WebhookDraft;
import io.passerelle.events.Webhooks;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where events are sent, and which. */
final class WebhookForm extends FormDialog {

    private static final String NAME = "events.webhookForm";

    private final TextField name = wide("name", new TextField());
    private final ComboBox<Organisation> organisation =
            wide("organisationId", new ComboBox<Organisation>());
    private final TextField url = wide("url", new TextField());
    private final MultiSelectComboBox<String> kinds =
            wide("kinds", new MultiSelectComboBox<String>());
    private final Checkbox enabled = wide("enabled", new Checkbox());
    private final UUID organisationId;

    WebhookForm(
            Viewer viewer,
            @Nullable Webhook webhook,
            Webhooks webhooks,
            Organisations organisations,
            Consumer<WebhookDraft> save) {
        super(NAME, Texts.text(NAME + (webhook == null ? ".new" : ".change")));
        organisationId = webhook == null ? viewer.organisationId() : webhook.organisationId();
        name.setMaxLength(80);
        url.setMaxLength(500);
        url.setPlaceholder("https://");
        organisation.setItems(OrganisationChoices.of(viewer, organisations));
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.setHelperText(text("organisation.hint"));
        organisations.tree().byId(organisationId).ifPresent(organisation::setValue);
        organisation.setVisible(
                webhook == null && organisation.getListDataView().getItemCount() > 1);
        List<String> present = webhook == null ? List.of() : webhook.kinds();
        Set<String> possible =
                new LinkedHashSet<>(webhooks.kinds(viewer).stream().map(EventKind::id).toList());
        possible.addAll(present);
        kinds.setItems(possible);
        kinds.setItemLabelGenerator(EventWords::kind);
        kinds.setClearButtonVisible(true);
        enabled.setLabel(text("enabled"));
        enabled.setValue(webhook == null || webhook.enabled());
        if (webhook != null) {
            name.setValue(webhook.name());
            url.setValue(webhook.url());
            kinds.setValue(Set.copyOf(present));
        }
        onSave(Texts.text("kit.save"), () -> save.accept(draft()));
    }

    private WebhookDraft draft() {
        return new WebhookDraft(
                Stream.ofNullable(organisation.getValue())
                        .map(Organisation::id)
                        .findFirst()
                        .orElse(organisationId),
                name.getValue(),
                url.getValue(),
                kinds.getValue().stream().sorted().toList(),
                enabled.getValue());
    }
}
