package io.passerelle.sims.portal;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts tags on one card or many, and takes others away (M2M-11). */
final class TagsForm extends FormDialog {

    private static final String NAME = "sims.tagsForm";

    private final MultiSelectComboBox<String> add = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<String> remove = new MultiSelectComboBox<>();

    TagsForm(Viewer viewer, SimServices services, List<Sim> sims) {
        super(NAME, Texts.text(NAME + ".title", sims.size(), sims.getFirst().iccid()));
        List<String> known = new ArrayList<>(services.cards().tags(viewer));
        wide("add", add).setItems(known);
        add.setHelperText(text("add.hint"));
        add.setAllowCustomValue(true);
        add.addCustomValueSetListener(typed -> {
            String tag = typed.getDetail().strip();
            if (!tag.isEmpty()) {
                if (!known.contains(tag)) {
                    known.add(tag);
                    Set<String> chosen = new LinkedHashSet<>(add.getValue());
                    add.setItems(known);
                    add.setValue(chosen);
                }
                add.select(tag);
            }
        });
        Set<String> present = new TreeSet<>();
        sims.forEach(sim -> present.addAll(sim.tags()));
        wide("remove", remove).setItems(present);
        remove.setVisible(!present.isEmpty());
        onSave(Texts.text("kit.save"), () -> save(viewer, services, sims));
    }

    private void save(Viewer viewer, SimServices services, List<Sim> sims) {
        if (add.getValue().isEmpty() && remove.getValue().isEmpty()) {
            throw Refused.field("add", "sim.tags.none");
        }
        int changed =
                services.cards()
                        .tag(
                                viewer,
                                sims.stream().map(Sim::id).toList(),
                                List.copyOf(add.getValue()),
                                List.copyOf(remove.getValue()));
        Notices.done(text("changed", changed, sims.getFirst().iccid()));
    }
}
