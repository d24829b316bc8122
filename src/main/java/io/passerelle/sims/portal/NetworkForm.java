package io.passerelle.sims.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.Texts;
import io.passerelle.sims.AccessPoint;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimChange;
import io.passerelle.sims.SimKind;
import io.passerelle.sims.SimStatus;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What only the operator's people set of a card: status, kind, address and access point. */
final class NetworkForm extends CardForm {

    private static final String NAME = "sims.networkForm";

    private final Select<SimStatus> status = new Select<>();
    private final Select<SimKind> kind = new Select<>();
    private final TextField address = new TextField();
    private final ComboBox<AccessPoint> accessPoint = new ComboBox<>();

    NetworkForm(Viewer viewer, SimServices services, Sim sim) {
        super(NAME, Texts.text(NAME + ".title", sim.iccid()), viewer, services.cards(), sim);
        wide("status", status);
        status.setItems(SimStatus.values());
        status.setItemLabelGenerator(s -> Texts.text("sims.status", s));
        status.setValue(sim.status());
        status.setHelperText(text("status.hint"));
        wide("kind", kind);
        kind.setItems(SimKind.values());
        kind.setItemLabelGenerator(k -> Texts.text("sims.kind", k));
        kind.setValue(sim.kind());
        kind.setHelperText(text("kind.hint"));
        kind.addValueChangeListener(chosen -> fit(chosen.getValue()));
        field("staticAddress", address).setMaxLength(45);
        address.setValue(text(sim.staticAddress()));
        address.setHelperText(text("staticAddress.hint"));
        field("accessPointId", accessPoint);
        accessPoint.setItems(
                services.accessPoints().all().values().stream()
                        .sorted(Comparator.comparing(AccessPoint::name))
                        .toList());
        accessPoint.setItemLabelGenerator(AccessPoint::name);
        UUID chosen = sim.accessPointId();
        if (chosen != null) {
            accessPoint.setValue(services.accessPoints().all().get(chosen));
        }
        accessPoint.setHelperText(text("accessPointId.hint"));
        fit(sim.kind());
        saves(() -> change(shown()));
    }

    /** Who signs on at the mobile operator's access point has neither one here nor an address. */
    private void fit(SimKind chosen) {
        address.setVisible(chosen.passesHere());
        accessPoint.setVisible(chosen.passesHere());
    }

    /** Only what differs, so that a change of one part says nothing of the others. */
    private SimChange change(Sim sim) {
        SimKind chosen = kind.getValue();
        SimStatus other = status.getValue() == sim.status() ? null : status.getValue();
        if (!chosen.passesHere()) {
            return SimChange.network(other, null, null, chosen == sim.kind() ? null : chosen);
        }
        AccessPoint point = accessPoint.getValue();
        if (point == null && sim.accessPointId() != null) {
            throw Refused.field("accessPointId", "required");
        }
        UUID pointId = point == null ? null : point.id();
        String typed = address.getValue().strip();
        return SimChange.network(
                other,
                typed.equals(text(sim.staticAddress())) ? null : typed,
                Objects.equals(pointId, sim.accessPointId()) ? null : pointId,
                chosen == sim.kind() ? null : chosen);
    }

    private static String text(@Nullable InetAddress address) {
        return address == null ? "" : address.getHostAddress();
    }
}
