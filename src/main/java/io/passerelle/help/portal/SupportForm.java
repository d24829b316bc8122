package io.passerelle.help.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.help.SupportAddress;
import io.passerelle.help.SupportRequest;
import io.passerelle.help.SupportRequestDraft;
import io.passerelle.help.SupportRequests;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.PageContext;
import io.passerelle.portal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Files a request; what is attached of the page is shown before, and can be left out. */
final class SupportForm extends FormDialog {

    private static final String NAME = "help.supportForm";
    private static final UUID NONE = new UUID(0, 0);

    private final Select<SupportAddress> kind = field("addressId", new Select<SupportAddress>());
    private final Select<SupportRequest.Urgency> urgency =
            field("urgency", new Select<SupportRequest.Urgency>());
    private final TextField subject = wide("subject", new TextField());
    private final TextArea message = wide("message", new TextArea());
    private final TextField callback = wide("callback", new TextField());
    private final Checkbox attach = wide("attach", new Checkbox());
    private final String context;

    SupportForm(
            Kit kit,
            SupportRequests requests,
            List<SupportAddress> kinds,
            String email,
            PageContext from) {
        super(NAME, Texts.text(NAME + ".title"));
        this.context = context(from);
        kind.setItems(kinds);
        kind.setItemLabelGenerator(address -> address.label(Texts.inFrench()));
        urgency.setItems(SupportRequest.Urgency.values());
        urgency.setItemLabelGenerator(u -> Texts.text("help.urgency", u));
        urgency.setValue(SupportRequest.Urgency.NORMAL);
        subject.setMaxLength(200);
        message.setMaxLength(SupportRequests.TEXT_AT_MOST);
        message.setMinHeight("9em");
        message.setHelperText(text("message.hint"));
        callback.setMaxLength(200);
        callback.setHelperText(
                email.isEmpty() ? text("callback.noMail") : text("callback.hint", email));
        attach.setLabel(text("attach"));
        attach.setValue(true);
        addBelow(attached());
        if (kinds.size() == 1) {
            kind.setValue(kinds.getFirst());
        }
        onSave(text("submit"), () -> file(kit, requests));
    }

    private void file(Kit kit, SupportRequests requests) {
        SupportAddress chosen = kind.getValue();
        SupportRequest made =
                requests.file(
                        kit.viewer(),
                        new SupportRequestDraft(
                                chosen == null ? NONE : chosen.id(), // refused with all else
                                urgency.getValue(),
                                subject.getValue(),
                                message.getValue(),
                                callback.getValue(),
                                attach.getValue() ? context : ""));
        Notices.done(text("filed", made.reference()));
    }

    /** What will be sent along, as it will be sent. */
    private Div attached() {
        Pre shown = new Pre(context);
        shown.setId("support-context");
        Div block = new Div(new Paragraph(text("attached")), shown);
        block.addClassName("support-context");
        attach.addValueChangeListener(change -> shown.setVisible(change.getValue()));
        return block;
    }

    private static String context(PageContext from) {
        List<String> lines = new ArrayList<>();
        if (!from.title().isEmpty()) {
            lines.add(Texts.text(NAME + ".context.page", from.title(), "/" + from.path()));
        }
        if (!from.facts().isEmpty()) {
            lines.add(from.lines());
        }
        lines.add(
                Texts.text(
                        NAME + ".context.language",
                        Texts.locale().getDisplayLanguage(Texts.locale())));
        String version = SupportForm.class.getPackage().getImplementationVersion();
        if (version != null) {
            lines.add(Texts.text(NAME + ".context.version", version));
        }
        return String.join("\n", lines);
    }
}
