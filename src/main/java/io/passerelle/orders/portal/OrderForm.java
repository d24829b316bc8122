package io.passerelle.orders.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.orders.DeliveryAddress;
import io.passerelle.orders.FormFactor;
import io.passerelle.orders.Order;
import io.passerelle.orders.OrderDraft;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.KnownGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Orders SIM cards (M2M-4). An address that is not there yet is added on the way. */
final class OrderForm extends FormDialog {

    private static final String NAME = "orders.orderForm";

    private final Viewer viewer;
    private final OrderServices services;
    private final ComboBox<Organisation> organisation = new ComboBox<>();
    private final IntegerField quantity = new IntegerField();
    private final ComboBox<String> operator = new ComboBox<>();
    private final RadioButtonGroup<FormFactor> formFactor = new RadioButtonGroup<>();
    private final ComboBox<DeliveryAddress> address = new ComboBox<>();
    private final Button newAddress = new Button();
    private final ComboBox<KnownGroup> group = new ComboBox<>();
    private final TextField reference = new TextField();
    private final TextArea remark = new TextArea();

    OrderForm(Viewer viewer, OrderServices services) {
        super(NAME, Texts.text(NAME + ".title"));
        this.viewer = viewer;
        this.services = services;
        what();
        where();
        wide("reference", reference).setMaxLength(60);
        reference.setHelperText(text("reference.hint"));
        wide("remark", remark).setMaxLength(1_000);
        onSave(text("save"), this::place);
    }

    private void what() {
        List<Organisation> owners = services.owners(viewer);
        wide("organisationId", organisation).setRequired(true);
        organisation.setItems(owners);
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.setVisible(owners.size() != 1);
        organisation.addValueChangeListener(chosen -> owned());
        field("quantity", quantity).setRequired(true);
        quantity.setMin(1);
        quantity.setMax(Order.MOST_CARDS);
        field("operator", operator).setRequired(true);
        operator.setItems(services.operatorNames(viewer));
        operator.setAllowCustomValue(true);
        operator.addCustomValueSetListener(typed -> operator.setValue(typed.getDetail()));
        wide("formFactor", formFactor).setRequired(true);
        formFactor.setItems(FormFactor.values());
        formFactor.setItemLabelGenerator(OrderWords::form);
    }

    private void where() {
        wide("addressId", address).setRequired(true);
        address.setItemLabelGenerator(DeliveryAddress::shortly);
        newAddress.setText(text("address.new"));
        newAddress.setIcon(VaadinIcon.PLUS.create());
        newAddress.setId("orders-orderForm-newAddress");
        newAddress.addClickListener(click -> addAddress());
        addBelow(newAddress);
        wide("groupId", group).setRequired(true);
        group.setItemLabelGenerator(KnownGroup::name);
        group.setHelperText(text("groupId.hint"));
        services.usualOwner(viewer).ifPresent(organisation::setValue);
        newAddress.setEnabled(organisation.getValue() != null);
    }

    /** Addresses and groups are the chosen organisation's. */
    private void owned() {
        Organisation owner = organisation.getValue();
        newAddress.setEnabled(owner != null);
        if (owner == null) {
            return;
        }
        List<DeliveryAddress> known = services.addresses().choices(viewer, owner.id());
        address.setItems(known);
        address.setValue(known.size() == 1 ? known.getFirst() : null);
        address.setHelperText(known.isEmpty() ? text("address.none") : null);
        List<KnownGroup> groups = services.groupsOf(owner.id());
        group.setItems(groups);
        group.setValue(groups.isEmpty() ? null : groups.getFirst());
    }

    private void addAddress() {
        Organisation owner = organisation.getValue();
        if (owner != null) {
            new AddressForm(
                            viewer,
                            services,
                            null,
                            made -> {
                                owned();
                                address.setValue(made);
                            })
                    .of(owner)
                    .open();
        }
    }

    private void place() {
        List<FieldError> missing = new ArrayList<>();
        Organisation owner = needed("organisationId", organisation.getValue(), missing);
        Integer cards = needed("quantity", quantity.getValue(), missing);
        FormFactor form = needed("formFactor", formFactor.getValue(), missing);
        DeliveryAddress to = needed("addressId", address.getValue(), missing);
        String from = needed("operator", operator.getValue(), missing);
        Refused.ifAny(missing);
        KnownGroup into = group.getValue();
        Order placed =
                services.orders()
                        .place(
                                viewer,
                                new OrderDraft(
                                        Objects.requireNonNull(owner).id(),
                                        into == null ? null : into.id(),
                                        Objects.requireNonNull(to).id(),
                                        Objects.requireNonNull(cards),
                                        Objects.requireNonNull(from),
                                        Objects.requireNonNull(form),
                                        reference.getValue(),
                                        remark.getValue()));
        Notices.done(text("placed", placed.number()));
    }

    private static <T extends @Nullable Object> T needed(
            String field, T value, List<FieldError> missing) {
        if (value == null) {
            missing.add(FieldError.of(field, "required"));
        }
        return value;
    }
}
