package io.passerelle.egress.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.egress.EgressLinkDraft;
import io.passerelle.network.Outlet;
import io.passerelle.portal.EditableTable;
import io.passerelle.portal.Texts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where a link begins on a node, in the form. */
final class EndLine implements EditableTable.Line<EgressLinkDraft.End> {

    private static final int ADDRESS_AT_MOST = 45;

    private final ComboBox<String> node = new ComboBox<>();
    private final TextField device = new TextField();
    private final TextField ipv4 = new TextField();
    private final TextField ipv6 = new TextField();

    /**
     * @param nodes the names of those there are
     */
    EndLine(EgressLinkDraft.End end, List<String> nodes) {
        node.setItems(
                Stream.of(Stream.of(""), nodes.stream(), Stream.of(end.node()))
                        .flatMap(names -> names)
                        .distinct()
                        .toList());
        node.setItemLabelGenerator(name -> name.isEmpty() ? Texts.text("egress.everywhere") : name);
        node.setAllowCustomValue(true);
        node.addCustomValueSetListener(typed -> node.setValue(typed.getDetail()));
        node.setValue(end.node());
        node.setWidth("12rem");
        fill(device, end.device(), "9rem", Outlet.DEVICE_AT_MOST, "xfrm0");
        fill(ipv4, end.ipv4(), "9rem", ADDRESS_AT_MOST, "192.0.2.10");
        fill(ipv6, end.ipv6(), "11rem", ADDRESS_AT_MOST, "2001:db8::10");
    }

    private static void fill(
            TextField field, String value, String width, int most, String example) {
        field.setValue(value);
        field.setWidth(width);
        field.setMaxLength(most);
        field.setPlaceholder(example);
    }

    @Override
    public List<? extends Component> fields() {
        return List.of(node, device, ipv4, ipv6);
    }

    @Override
    public EgressLinkDraft.End value() {
        return new EgressLinkDraft.End(
                Objects.requireNonNullElse(node.getValue(), ""),
                ipv4.getValue(),
                ipv6.getValue(),
                device.getValue());
    }
}
