package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Imei;
import io.passerelle.portal.Texts;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimChange;
import java.util.Optional;

/** Locks a card to one device, the one seen or one typed, or lifts the lock (M2M-11). */
final class DeviceForm extends CardForm {

    private static final String NAME = "sims.deviceForm";

    DeviceForm(Viewer viewer, SimServices services, Sim sim) {
        super(NAME, Texts.text(NAME + ".title", sim.iccid()), viewer, services.cards(), sim);
        addBelow(new Paragraph(text("what")));
        String locked = sim.guards().imei();
        Optional<Imei> seen = services.lastDevice(sim.id()).flatMap(Imei::parse);
        TextField imei = wide("imei", new TextField());
        imei.setMaxLength(30);
        imei.setClearButtonVisible(true);
        imei.setHelperText(
                seen.map(device -> text("seen", device.full())).orElse(text("neverSeen")));
        imei.setValue(locked != null ? new Imei(locked).full() : seen.map(Imei::full).orElse(""));
        saves(() -> SimChange.device(imei.getValue()));
    }
}
