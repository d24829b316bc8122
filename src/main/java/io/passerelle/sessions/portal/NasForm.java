package io.passerelle.sessions.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sessions.MessageAuthenticatorPolicy;
import io.passerelle.sessions.NetworkAccessServer;
import io.passerelle.sessions.NetworkAccessServerDraft;
import io.passerelle.sessions.NetworkAccessServers;
import org.jspecify.annotations.Nullable;

/**
 * Makes or changes a network access server. The secret goes in and never comes out; what the
 * signature policy means for safety is said in plain words while one chooses.
 */
final class NasForm extends FormDialog {

    private static final String NAME = "sessions.nasForm";

    private final TextField name = new TextField();
    private final TextField network = new TextField();
    private final PasswordField secret = new PasswordField();
    private final Select<MessageAuthenticatorPolicy> policy = new Select<>();
    private final TextField certificate = new TextField();
    private final Checkbox enabled = new Checkbox();
    private final Checkbox signedOrders = new Checkbox();
    private final Checkbox tellsGroup = new Checkbox();
    private final Div meaning = new Div();

    /**
     * @param changed the one to change; null makes a new one
     */
    NasForm(Viewer viewer, NetworkAccessServers servers, @Nullable NetworkAccessServer changed) {
        super(NAME, Texts.text(changed == null ? NAME + ".new" : NAME + ".change"));
        wide("name", name).setRequired(true);
        name.setMaxLength(80);
        field("network", network).setRequired(true);
        network.setHelperText(text("network.hint"));
        field("secret", secret).setRequired(changed == null);
        secret.setMaxLength(128);
        secret.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.NEW_PASSWORD);
        secret.setHelperText(text(changed == null ? "secret.hint" : "secret.keep"));
        field("messageAuthenticator", policy);
        policy.setItems(MessageAuthenticatorPolicy.values());
        policy.setItemLabelGenerator(p -> Texts.text("sessions.policy", p));
        field("certificateName", certificate).setMaxLength(200);
        certificate.setHelperText(text("certificateName.hint"));
        meaning.setId("sessions-nasForm-meaning");
        meaning.getElement().setAttribute("role", "status");
        addBelow(meaning);
        wide("enabled", enabled).setLabel(text("enabled"));
        wide("signedOrders", signedOrders).setLabel(text("signedOrders"));
        signedOrders.setHelperText(text("signedOrders.hint"));
        wide("tellsGroup", tellsGroup).setLabel(text("tellsGroup"));
        tellsGroup.setHelperText(text("tellsGroup.hint"));
        signedOrders.setValue(changed == null || changed.signedOrders());
        tellsGroup.setValue(changed != null && changed.tellsGroup());
        policy.addValueChangeListener(chosen -> explain(servers, changed));
        policy.setValue(
                changed == null ? MessageAuthenticatorPolicy.AUTO : changed.messageAuthenticator());
        enabled.setValue(changed == null || changed.enabled());
        if (changed == null) {
            onSave(Texts.text("kit.create"), () -> create(viewer, servers));
        } else {
            show(changed);
            onSave(Texts.text("kit.save"), () -> change(viewer, servers, changed));
        }
    }

    private void show(NetworkAccessServer server) {
        name.setValue(server.name());
        network.setValue(server.network().toString());
        certificate.setValue(server.certificateName() == null ? "" : server.certificateName());
    }

    private void explain(NetworkAccessServers servers, @Nullable NetworkAccessServer server) {
        MessageAuthenticatorPolicy chosen = policy.getValue();
        if (chosen == null) {
            return;
        }
        boolean open =
                chosen == MessageAuthenticatorPolicy.NO
                        || chosen == MessageAuthenticatorPolicy.AUTO
                                && (server == null || !server.signsRequests());
        meaning.setClassName(open ? "warning" : "note");
        String words = text("meaning." + chosen);
        if (server != null) {
            words +=
                    " "
                            + text(
                                    server.signsRequests() ? "signs.true" : "signs.false",
                                    servers.unsignedRequests(server.id()));
        }
        meaning.setText(words);
    }

    private void create(Viewer viewer, NetworkAccessServers servers) {
        servers.create(viewer, draft());
        Notices.done(text("created", name.getValue()));
    }

    private void change(Viewer viewer, NetworkAccessServers servers, NetworkAccessServer before) {
        servers.update(viewer, before.id(), before.version(), draft());
        Notices.done(text("changed", name.getValue()));
    }

    private NetworkAccessServerDraft draft() {
        return new NetworkAccessServerDraft(
                name.getValue(),
                network.getValue(),
                secret.getValue().isEmpty() ? null : secret.getValue(),
                policy.getValue(),
                certificate.getValue(),
                enabled.getValue(),
                signedOrders.getValue(),
                tellsGroup.getValue());
    }
}
