package io.passerelle.sims.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.KnownGroup;
import io.passerelle.sims.Sim;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts one card or many of one organisation into another of its groups (M2M-6). */
final class MoveForm extends FormDialog {

    private static final String NAME = "sims.moveForm";

    private final ComboBox<KnownGroup> group = new ComboBox<>();

    MoveForm(Viewer viewer, SimServices services, List<Sim> sims) {
        super(NAME, Texts.text(NAME + ".title", sims.size(), sims.getFirst().iccid()));
        wide("groupId", group).setRequired(true);
        List<KnownGroup> groups = services.groupsOf(sims.getFirst().organisationId());
        group.setItems(groups);
        group.setItemLabelGenerator(GroupWords::name);
        group.setHelperText(services.organisations().tree().name(sims.getFirst().organisationId()));
        Set<UUID> now = sims.stream().map(Sim::groupId).collect(Collectors.toSet());
        if (now.size() == 1) {
            groups.stream()
                    .filter(g -> now.contains(g.id()))
                    .findFirst()
                    .ifPresent(group::setValue);
        }
        Div note = new Div(text("note"));
        note.addClassName("note");
        addBelow(note);
        onSave(text("save"), () -> move(viewer, services, sims));
    }

    private void move(Viewer viewer, SimServices services, List<Sim> sims) {
        KnownGroup chosen = group.getValue();
        if (chosen == null) {
            throw Refused.field("groupId", "required");
        }
        List<UUID> ids =
                sims.stream()
                        .filter(sim -> !sim.groupId().equals(chosen.id()))
                        .map(Sim::id)
                        .toList();
        int moved = ids.isEmpty() ? 0 : services.cards().move(viewer, ids, chosen.id());
        Notices.done(text("moved", moved, chosen.name()));
    }
}
