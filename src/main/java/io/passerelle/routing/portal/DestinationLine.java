package io.passerelle.routing.portal;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.passerelle.egress.EgressLink;
import io.passerelle.foundation.HostPort;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.EditableTable;
import io.passerelle.portal.Texts;
import io.passerelle.routing.DestinationDraft;
import io.passerelle.routing.Weighted;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One destination in the editor. */
final class DestinationLine implements EditableTable.Line<DestinationDraft> {

    private static final int SETTLED_MILLIS = 300;

    private final TextField host = new TextField();
    private final IntegerField port = new IntegerField();
    private final IntegerField priority = new IntegerField();
    private final IntegerField share = new IntegerField();
    private final ComboBox<EgressLink> link = new ComboBox<>();
    private final List<EgressLink> links;
    private final @Nullable UUID pinned;
    private final Div state = new Div();

    /**
     * @param links those it may be pinned to; where there are none, its pin stays as it is
     */
    DestinationLine(DestinationDraft draft, List<EgressLink> links) {
        this.links = links;
        this.pinned = draft.linkId();
        link.setItems(links);
        link.setItemLabelGenerator(EgressLink::name);
        link.setClearButtonVisible(true);
        link.setWidth("9rem");
        links.stream().filter(l -> l.id().equals(pinned)).findFirst().ifPresent(link::setValue);
        host.setValue(draft.host());
        host.setMaxLength(253);
        host.setPlaceholder(Texts.text("routing.route.destinations.host.example"));
        host.setValueChangeMode(ValueChangeMode.LAZY);
        host.setValueChangeTimeout(SETTLED_MILLIS);
        host.setMinWidth("11rem");
        prepare(port, draft.port());
        prepare(priority, draft.priority());
        prepare(share, draft.share());
    }

    private static void prepare(IntegerField field, int value) {
        // Nothing is forbidden in the field itself: the service judges, and says why.
        field.setValue(value == 0 ? null : value);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(SETTLED_MILLIS);
        field.setWidth("6rem");
        field.addThemeVariants(TextFieldVariant.ALIGN_RIGHT);
    }

    @Override
    public List<? extends AbstractField<?, ?>> fields() {
        return links.isEmpty()
                ? List.of(host, port, priority, share)
                : List.of(host, port, priority, share, link);
    }

    @Override
    public DestinationDraft value() {
        return new DestinationDraft(host.getValue(), of(port), of(priority), of(share), linkId());
    }

    /** The egress link it is pinned to; null for none. */
    @Nullable UUID linkId() {
        if (links.isEmpty()) {
            return pinned;
        }
        return link.getValue() == null ? null : link.getValue().id();
    }

    @Override
    public Component status() {
        return state;
    }

    /** The server the line names; empty while it names none. */
    Optional<HostPort> target() {
        String name = host.getValue().strip();
        return HostPort.isHost(name) && of(port) >= 1 && of(port) <= 65_535
                ? Optional.of(new HostPort(name, of(port)))
                : Optional.empty();
    }

    /** Its weight, when priority and share are possible. */
    Optional<Weight> weight() {
        return of(priority) >= 1 && of(share) >= 1
                ? Optional.of(new Weight(of(priority), of(share)))
                : Optional.empty();
    }

    void show(Cell health) {
        state.removeAll();
        state.add(Badges.of(health));
    }

    private static int of(IntegerField field) {
        Integer value = field.getValue();
        return value == null ? 0 : value;
    }

    /** Priority and share of a line that may not name a server yet. */
    record Weight(int priority, int share) implements Weighted {}
}
