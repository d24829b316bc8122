package io.passerelle.portal.accounts;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationDraft;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes or changes an organisation. */
final class OrganisationForm extends FormDialog {

    private static final String NAME = "accounts.organisation";

    private final TextField name = new TextField();
    private final TextField reference = new TextField();
    private final Checkbox enabled = new Checkbox();
    private final ComboBox<Organisation> parent = new ComboBox<>();
    private final Select<OrganisationKind> kind = new Select<>();

    /**
     * @param below what a new one stands below; null lets the person choose
     * @param changed the one to change; null makes a new one
     */
    OrganisationForm(
            Viewer viewer,
            Organisations organisations,
            @Nullable Organisation below,
            @Nullable Organisation changed) {
        super(NAME, Texts.text(changed == null ? NAME + ".new" : NAME + ".change"));
        wide("name", name).setRequired(true);
        name.setMaxLength(120);
        if (changed == null) {
            place(viewer, organisations, below);
        }
        field("reference", reference).setMaxLength(60);
        field("enabled", enabled).setLabel(text("enabled"));
        enabled.setHelperText(text("enabled.hint"));
        if (changed == null) {
            enabled.setValue(true);
            onSave(Texts.text("kit.create"), () -> create(viewer, organisations));
        } else {
            name.setValue(changed.name());
            reference.setValue(changed.reference());
            enabled.setValue(changed.enabled());
            onSave(
                    Texts.text("kit.save"),
                    () -> {
                        organisations.update(
                                viewer,
                                changed.id(),
                                changed.version(),
                                draft(changed.id(), changed.kind()));
                        Notices.done(text("changed", name.getValue()));
                    });
        }
    }

    private void place(Viewer viewer, Organisations organisations, @Nullable Organisation below) {
        List<Organisation> possible =
                organisations.tree().all().stream()
                        .filter(o -> viewer.sees(o.id()) && !o.kind().below().isEmpty())
                        .sorted(Comparator.comparing(Organisation::name))
                        .toList();
        field("parentId", parent).setRequired(true);
        parent.setItems(possible);
        parent.setItemLabelGenerator(Organisation::name);
        field("kind", kind);
        kind.setItemLabelGenerator(k -> Texts.text("accounts.kind", k));
        parent.addValueChangeListener(chosen -> {
            List<OrganisationKind> kinds =
                    chosen.getValue() == null
                            ? List.of()
                            : chosen.getValue().kind().below().stream().sorted().toList();
            kind.setItems(kinds);
            if (!kinds.isEmpty()) {
                kind.setValue(kinds.getLast());
            }
        });
        parent.setValue(
                below != null
                        ? below
                        : organisations
                                .tree()
                                .byId(viewer.organisationId())
                                .filter(possible::contains)
                                .orElse(null));
    }

    private void create(Viewer viewer, Organisations organisations) {
        Organisation above = parent.getValue();
        if (above == null) {
            throw Refused.field("parentId", "required");
        }
        organisations.create(viewer, draft(above.id(), kind.getValue()));
        Notices.done(text("created", name.getValue()));
    }

    private OrganisationDraft draft(UUID parentId, OrganisationKind chosen) {
        return new OrganisationDraft(
                parentId, chosen, name.getValue(), reference.getValue(), enabled.getValue());
    }
}
