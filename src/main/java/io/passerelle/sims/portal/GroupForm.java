package io.passerelle.sims.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.SimGroup;
import io.passerelle.sims.SimGroupDraft;
import io.passerelle.sims.SimGroups;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a group, or changes its name and its limit. */
final class GroupForm extends FormDialog {

    private static final String NAME = "sims.groupForm";

    private final TextField name = new TextField();
    private final IntegerField limit = new IntegerField();
    private final ComboBox<Organisation> organisation = new ComboBox<>();

    /**
     * @param changed the one to change; null makes a new one
     */
    GroupForm(Viewer viewer, SimGroups groups, SimServices services, @Nullable SimGroup changed) {
        super(NAME, Texts.text(changed == null ? NAME + ".new" : NAME + ".change"));
        wide("name", name).setRequired(true);
        name.setMaxLength(80);
        if (changed == null) {
            chooseOwner(viewer, services);
        }
        wide("maxConnections", limit).setHelperText(text("maxConnections.hint"));
        limit.setClearButtonVisible(true);
        if (changed == null) {
            onSave(
                    Texts.text("kit.create"),
                    () -> {
                        groups.create(viewer, draft(owner()));
                        Notices.done(text("created", name.getValue()));
                    });
        } else {
            name.setValue(changed.name());
            limit.setValue(changed.maxConnections());
            onSave(
                    Texts.text("kit.save"),
                    () -> {
                        groups.update(
                                viewer,
                                changed.id(),
                                changed.version(),
                                draft(changed.organisationId()));
                        Notices.done(text("changed", name.getValue()));
                    });
        }
    }

    /** Who has only one organisation is not asked which. */
    private void chooseOwner(Viewer viewer, SimServices services) {
        List<Organisation> owners = services.owners(viewer);
        wide("organisationId", organisation).setRequired(true);
        organisation.setItems(owners);
        organisation.setItemLabelGenerator(Organisation::name);
        services.usualOwner(viewer).ifPresent(organisation::setValue);
        organisation.setVisible(owners.size() != 1);
    }

    private UUID owner() {
        Organisation chosen = organisation.getValue();
        if (chosen == null) {
            throw Refused.field("organisationId", "required");
        }
        return chosen.id();
    }

    private SimGroupDraft draft(UUID owner) {
        return new SimGroupDraft(owner, name.getValue(), limit.getValue());
    }
}
