package io.passerelle.egress.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.passerelle.egress.EgressLink;
import io.passerelle.egress.EgressLinkDraft;
import io.passerelle.egress.EgressLinkDraft.Check;
import io.passerelle.egress.EgressLinkDraft.End;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.LinkKind;
import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.nodes.Node;
import io.passerelle.portal.EditableTable;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where a link begins on each node, what lies behind it, and how it is tested. */
final class EgressLinkForm extends FormDialog {

    private static final String NAME = "egress.form";
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    private final TextField name = wide("name", new TextField());
    private final Select<LinkKind> kind = field("kind", new Select<LinkKind>());
    private final IntegerField priority = field("priority", new IntegerField());
    private final Select<LinkFallback> fallback = wide("fallback", new Select<LinkFallback>());
    private final TextArea networks = wide("networks", new TextArea());
    private final Div internal = new Div();
    private final EditableTable<End, EndLine> ends;
    private final Checkbox checked;
    private final TextField checkAddress;
    private final IntegerField checkPort;
    private final IntegerField checkInterval;
    private final IntegerField checkFall;
    private final IntegerField checkRise;
    private final TextField note;
    private final Checkbox enabled;

    /**
     * @param link the one to change; null makes a new one
     */
    EgressLinkForm(@Nullable EgressLink link, List<Node> nodes, Consumer<EgressLinkDraft> save) {
        super(NAME, Texts.text(NAME + (link == null ? ".new" : ".change")));
        setWidth("52rem");
        name.setMaxLength(60);
        name.setHelperText(text("name.hint"));
        kind.setItems(LinkKind.values());
        kind.setItemLabelGenerator(EgressLinksPage::kind);
        priority.setHelperText(text("priority.hint"));
        fallback.setItems(LinkFallback.values());
        fallback.setItemLabelGenerator(what -> Texts.text("egress.fallback", what));
        fallback.setHelperText(text("fallback.hint"));
        networks.setHelperText(text("networks.hint"));
        networks.setMaxLength(12_000);
        networks.setValueChangeMode(ValueChangeMode.LAZY);
        networks.addValueChangeListener(typed -> showInternal());
        internal.setId("egress-form-internal");
        internal.addClassName("warning");
        internal.getElement().setAttribute("role", "status");
        addBelow(internal);
        List<String> names = nodes.stream().map(Node::name).sorted().toList();
        ends =
                new EditableTable<>(
                        NAME + ".ends",
                        "ends",
                        List.of("node", "device", "ipv4", "ipv6"),
                        end -> new EndLine(end, names),
                        () -> new End("", "", "", ""),
                        EgressLink.ENDS_AT_MOST);
        Span title = new Span(text("ends"));
        title.addClassName("strong");
        addBelow(title);
        addBelow(ends);
        takesErrors(ends::showError);
        ends.whenChanged(this::markDirty);
        checked = wide("checked", new Checkbox());
        checkAddress = field("checkAddress", new TextField());
        checkPort = field("checkPort", new IntegerField());
        checkInterval = field("checkInterval", new IntegerField());
        checkFall = field("checkFall", new IntegerField());
        checkRise = field("checkRise", new IntegerField());
        note = wide("note", new TextField());
        enabled = wide("enabled", new Checkbox());
        checked.setLabel(text("checked"));
        checked.addValueChangeListener(change -> fit());
        checkAddress.setHelperText(text("checkAddress.hint"));
        note.setMaxLength(200);
        enabled.setLabel(text("enabled"));
        fill(link == null ? blank() : EgressLinkDraft.of(link));
        onSave(Texts.text("kit.save"), () -> save.accept(draft()));
    }

    private static EgressLinkDraft blank() {
        return new EgressLinkDraft(
                "",
                LinkKind.IPSEC,
                1,
                true,
                LinkFallback.LINKS,
                List.of(),
                List.of(new End("", "", "", "")),
                null,
                "");
    }

    private void fill(EgressLinkDraft draft) {
        Check check = draft.check();
        name.setValue(draft.name());
        kind.setValue(draft.kind());
        priority.setValue(draft.priority());
        fallback.setValue(draft.fallback());
        networks.setValue(String.join("\n", draft.networks()));
        ends.setRows(draft.ends());
        checked.setValue(check != null);
        checkAddress.setValue(check == null ? "" : check.address());
        checkPort.setValue(check == null ? null : Integer.valueOf(check.port()));
        checkInterval.setValue(check == null ? Check.USUAL_INTERVAL : check.intervalSeconds());
        checkFall.setValue(check == null ? Check.USUAL_TIMES : check.fall());
        checkRise.setValue(check == null ? Check.USUAL_TIMES : check.rise());
        note.setValue(draft.note());
        enabled.setValue(draft.enabled());
        fit();
        showInternal();
    }

    private void fit() {
        boolean wanted = checked.getValue();
        Stream.<Component>of(checkAddress, checkPort, checkInterval, checkFall, checkRise)
                .forEach(field -> field.setVisible(wanted));
    }

    /** Says at once that a link opens nothing by itself. */
    private void showInternal() {
        String closed =
                typedNetworks().stream()
                        .flatMap(text -> Cidr.parse(text).stream())
                        .filter(network ->
                                network.prefix() > 0 && Addresses.isInternal(network.address()))
                        .map(Cidr::toString)
                        .collect(Collectors.joining(", "));
        internal.setVisible(!closed.isEmpty());
        internal.setText(closed.isEmpty() ? "" : text("internal", closed));
    }

    private List<String> typedNetworks() {
        return BETWEEN.splitAsStream(networks.getValue()).filter(text -> !text.isEmpty()).toList();
    }

    private EgressLinkDraft draft() {
        return new EgressLinkDraft(
                name.getValue(),
                kind.getValue(),
                number(priority),
                enabled.getValue(),
                fallback.getValue(),
                typedNetworks(),
                ends.rows(),
                checked.getValue()
                        ? new Check(
                                checkAddress.getValue(),
                                number(checkPort),
                                number(checkInterval),
                                number(checkFall),
                                number(checkRise))
                        : null,
                note.getValue());
    }

    private static int number(IntegerField field) {
        return Objects.requireNonNullElse(field.getValue(), 0);
    }
}
