package io.passerelle.sessions.portal;

import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.AccessPoint;
import io.passerelle.sims.AccessPointDraft;
import io.passerelle.sims.AccessPoints;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes or changes an access point. */
final class AccessPointForm extends FormDialog {

    private static final String NAME = "sessions.accessPointForm";
    private static final int USUAL_INTERIM_SECONDS = 600;

    private final TextField name = new TextField();
    private final TextArea pools = new TextArea();
    private final IntegerField timeout = new IntegerField();
    private final IntegerField interim = new IntegerField();

    /**
     * @param changed the one to change; null makes a new one
     */
    AccessPointForm(Viewer viewer, AccessPoints points, @Nullable AccessPoint changed) {
        super(NAME, Texts.text(changed == null ? NAME + ".new" : NAME + ".change"));
        wide("name", name).setRequired(true);
        name.setMaxLength(100);
        name.setHelperText(text("name.hint"));
        wide("pools", pools).setMinRows(3);
        pools.setHelperText(text("pools.hint"));
        takesErrors(this::poolError);
        field("sessionTimeout", timeout).setHelperText(text("sessionTimeout.hint"));
        field("interimInterval", interim).setRequired(true);
        interim.setHelperText(text("interimInterval.hint"));
        if (changed == null) {
            interim.setValue(USUAL_INTERIM_SECONDS);
            onSave(
                    Texts.text("kit.create"),
                    () -> {
                        points.create(viewer, draft());
                        Notices.done(text("created", name.getValue()));
                    });
        } else {
            show(changed);
            onSave(
                    Texts.text("kit.save"),
                    () -> {
                        points.update(viewer, changed.id(), changed.version(), draft());
                        Notices.done(text("changed", name.getValue()));
                    });
        }
    }

    private void show(AccessPoint point) {
        name.setValue(point.name());
        pools.setValue(
                point.pools().stream().map(Cidr::toString).collect(Collectors.joining("\n")));
        timeout.setValue(point.sessionTimeout());
        interim.setValue(point.interimInterval());
    }

    /** The service names the line that is wrong, as in {@code pools[2]}; the field shows it. */
    private boolean poolError(String field, String reason) {
        if (!field.startsWith("pools")) {
            return false;
        }
        pools.setErrorMessage(reason);
        pools.setInvalid(true);
        pools.focus();
        return true;
    }

    private AccessPointDraft draft() {
        Integer seconds = interim.getValue();
        if (seconds == null) {
            throw Refused.field("interimInterval", "required");
        }
        return new AccessPointDraft(name.getValue(), lines(), timeout.getValue(), seconds);
    }

    private List<String> lines() {
        return Stream.of(pools.getValue().split("[\\s,;]+")).filter(l -> !l.isEmpty()).toList();
    }
}
