package io.passerelle.sims.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Kit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cards from a CSV file (M2M-4), for an organisation that has to be chosen. */
final class SimImportDialog extends ImportDialog {

    private final Kit kit;
    private final SimServices services;
    private final ComboBox<Organisation> organisation = new ComboBox<>();

    SimImportDialog(Kit kit, SimServices services) {
        super("sims.import", "sims.csv", services.files());
        this.kit = kit;
        this.services = services;
        organisation.setLabel(words("organisation"));
        organisation.setId("sims-import-organisation");
        organisation.setWidthFull();
        chooseAmong(services.owners(kit.viewer()));
        organisation.addValueChangeListener(chosen -> tryOut());
        choose(organisation);
    }

    private void chooseAmong(List<Organisation> owners) {
        organisation.setItems(owners);
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.setRequired(true);
        organisation.setHelperText(words("organisation.hint"));
        services.usualOwner(kit.viewer()).ifPresent(organisation::setValue);
        organisation.setVisible(owners.size() != 1);
    }

    @Override
    protected Optional<ImportJob.Work> work() {
        return Optional.ofNullable(organisation.getValue()).map(Organisation::id).map(this::into);
    }

    private ImportJob.Work into(UUID owner) {
        Viewer viewer = kit.viewer(); // on the thread of the work nobody is signed in
        return (name, in, dryRun, progress) ->
                services.imports().run(viewer, owner, name, in, dryRun, progress);
    }

    @Override
    protected String missing(String fileName) {
        organisation.focus();
        return words("whose", fileName);
    }

    @Override
    protected void unlocked(boolean open) {
        organisation.setEnabled(open);
    }
}
