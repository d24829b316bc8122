package io.passerelle.orders.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.orders.DeliveryAddress;
import io.passerelle.orders.DeliveryAddressDraft;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Adds an address to an address book, or changes one. */
final class AddressForm extends FormDialog {

    private static final String NAME = "orders.addressForm";

    private final ComboBox<Organisation> organisation = new ComboBox<>();
    private final TextField company = new TextField();
    private final TextField contact = new TextField();
    private final TextArea street = new TextArea();
    private final TextField postcode = new TextField();
    private final TextField town = new TextField();
    private final ComboBox<String> country = new ComboBox<>();
    private final TextField telephone = new TextField();

    /**
     * @param changed the one to change; null adds one
     * @param made told of the address that was added
     */
    AddressForm(
            Viewer viewer,
            OrderServices services,
            @Nullable DeliveryAddress changed,
            Consumer<DeliveryAddress> made) {
        super(NAME, Texts.text(NAME + (changed == null ? ".new" : ".change")));
        fields();
        if (changed == null) {
            chooseOwner(viewer, services);
            onSave(
                    Texts.text("kit.create"),
                    () -> {
                        DeliveryAddress added = services.addresses().create(viewer, draft(owner()));
                        Notices.done(text("created", added.shortly()));
                        made.accept(added);
                    });
        } else {
            fill(changed);
            onSave(
                    Texts.text("kit.save"),
                    () -> {
                        services.addresses()
                                .update(
                                        viewer,
                                        changed.id(),
                                        changed.version(),
                                        draft(changed.organisationId()));
                        Notices.done(text("changed", company.getValue()));
                    });
        }
    }

    private void fields() {
        wide("company", company).setRequired(true);
        wide("contact", contact);
        wide("street", street).setRequired(true);
        street.setHelperText(text("street.hint"));
        field("postcode", postcode).setRequired(true);
        field("town", town).setRequired(true);
        field("country", country).setRequired(true);
        country.setItems(countries());
        country.setItemLabelGenerator(OrderWords::country);
        country.setValue(Texts.inFrench() ? "FR" : null);
        field("telephone", telephone);
        telephone.setPlaceholder("+33 1 23 45 67 89");
    }

    private static List<String> countries() {
        return Arrays.stream(Locale.getISOCountries())
                .sorted(Comparator.comparing(OrderWords::country))
                .toList();
    }

    /** Who has only one organisation is not asked which. */
    private void chooseOwner(Viewer viewer, OrderServices services) {
        List<Organisation> owners = services.owners(viewer);
        wide("organisationId", organisation).setRequired(true);
        organisation.setItems(owners);
        organisation.setItemLabelGenerator(Organisation::name);
        services.usualOwner(viewer).ifPresent(organisation::setValue);
        organisation.setVisible(owners.size() != 1);
    }

    /** The organisation is known already. */
    AddressForm of(Organisation owner) {
        organisation.setValue(owner);
        organisation.setVisible(false);
        return this;
    }

    private void fill(DeliveryAddress address) {
        company.setValue(address.company());
        contact.setValue(address.contact());
        street.setValue(address.street());
        postcode.setValue(address.postcode());
        town.setValue(address.town());
        country.setValue(address.country());
        telephone.setValue(address.telephone());
    }

    private UUID owner() {
        Organisation chosen = organisation.getValue();
        if (chosen == null) {
            throw Refused.field("organisationId", "required");
        }
        return chosen.id();
    }

    private DeliveryAddressDraft draft(UUID owner) {
        return new DeliveryAddressDraft(
                owner,
                company.getValue(),
                contact.getValue(),
                street.getValue(),
                postcode.getValue(),
                town.getValue(),
                Objects.requireNonNullElse(country.getValue(), ""),
                telephone.getValue());
    }
}
