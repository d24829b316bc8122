package io.passerelle.routing.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.Texts;
import io.passerelle.routing.ApprovedNetworks;

/** Approves an internal network for an organisation and all below it. */
final class ApprovalForm extends FormDialog {

    private static final String NAME = "routing.approval";

    private final ComboBox<Organisation> organisation = new ComboBox<>();
    private final TextField network = new TextField();
    private final TextField note = new TextField();

    /**
     * @param proposed the network; empty for none
     */
    ApprovalForm(
            Viewer viewer,
            ApprovedNetworks networks,
            Organisations organisations,
            String proposed) {
        super(NAME, Texts.text(NAME + ".new"));
        wide("organisationId", organisation).setRequired(true);
        organisation.setItems(OrganisationChoices.of(viewer, organisations));
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.setHelperText(text("organisationId.hint"));
        wide("network", network).setRequired(true);
        network.setMaxLength(60);
        network.setValue(proposed);
        network.setHelperText(text("network.hint"));
        wide("note", note).setMaxLength(200);
        note.setHelperText(text("note.hint"));
        Div meaning = new Div(text("meaning"));
        meaning.addClassName("warning");
        addBelow(meaning);
        onSave(text("approve"), () -> approve(viewer, networks));
    }

    private void approve(Viewer viewer, ApprovedNetworks networks) {
        Organisation chosen = organisation.getValue();
        if (chosen == null) {
            throw Refused.field("organisationId", "required");
        }
        var approved = networks.create(viewer, chosen.id(), network.getValue(), note.getValue());
        Notices.done(text("approved", approved.network().toString(), chosen.name()));
    }
}
