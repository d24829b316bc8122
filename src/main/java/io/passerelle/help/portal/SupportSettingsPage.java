package io.passerelle.help.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.help.SupportAddress;
import io.passerelle.help.SupportContacts;
import io.passerelle.help.SupportLine;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** The operator's page: the support's numbers, mail addresses and hours (HELP-2). */
@Route("support-settings")
@PermitAll
class SupportSettingsPage extends ListPage {

    static final String NAME = "help.contacts";

    private final SupportContacts contacts;

    SupportSettingsPage(Kit kit, SupportContacts contacts) {
        super(kit, NAME);
        this.contacts = contacts;
        Button hours = new Button(text("hours"), VaadinIcon.CLOCK.create());
        hours.setId("support-hours");
        hours.addClickListener(
                click -> new SupportHoursForm(kit.viewer(), contacts, contacts.hours()).open());
        Div note = new Div(new Paragraph(text("about")), hours);
        note.addClassName("page-note");
        above(note);
        tab("lines", lines());
        tab("addresses", addresses());
    }

    private ListDefinition<SupportLine> lines() {
        return ListDefinition.of(NAME + ".lines", contacts.lineListing(), SupportLine::id)
                .column(
                        Column.text("labelFr", SupportLine::labelFr)
                                .sortable()
                                .narrow()
                                .wide("14em", 2))
                .column(Column.text("labelEn", SupportLine::labelEn).sortable().wide("14em", 2))
                .column(Column.mono("number", SupportLine::number).narrow().wide("11em", 1))
                .column(
                        Column.<SupportLine>text("hours", l -> Texts.text("help.period", l.hours()))
                                .sortable()
                                .narrow()
                                .wide("16em", 2))
                .column(
                        Column.text("position", SupportLine::position)
                                .sortable()
                                .wide("6em", 0)
                                .end())
                .action(
                        RowAction.<SupportLine>list(
                                        "add", VaadinIcon.PLUS, () -> form((SupportLine) null))
                                .on(Key.INSERT)
                                .inToolbar())
                .action(
                        RowAction.<SupportLine>one("edit", VaadinIcon.EDIT, this::form)
                                .on(Key.F2)
                                .usual())
                .action(
                        RowAction.<SupportLine>one("delete", VaadinIcon.TRASH, this::delete)
                                .separated()
                                .destructive())
                .live(SupportContacts.TOPIC)
                .orderedBy("position", false);
    }

    private ListDefinition<SupportAddress> addresses() {
        return ListDefinition.of(NAME + ".addresses", contacts.addressListing(), SupportAddress::id)
                .column(
                        Column.text("labelFr", SupportAddress::labelFr)
                                .sortable()
                                .narrow()
                                .wide("14em", 2))
                .column(Column.text("labelEn", SupportAddress::labelEn).sortable().wide("14em", 2))
                .column(
                        Column.text("email", SupportAddress::email)
                                .sortable()
                                .narrow()
                                .wide("16em", 3))
                .column(
                        Column.<SupportAddress>text(
                                        "language", a -> GuideWords.language(a.language()))
                                .wide("8em", 1))
                .column(
                        Column.text("position", SupportAddress::position)
                                .sortable()
                                .wide("6em", 0)
                                .end())
                .action(
                        RowAction.<SupportAddress>list(
                                        "add", VaadinIcon.PLUS, () -> form((SupportAddress) null))
                                .on(Key.INSERT)
                                .inToolbar())
                .action(
                        RowAction.<SupportAddress>one("edit", VaadinIcon.EDIT, this::form)
                                .on(Key.F2)
                                .usual())
                .action(
                        RowAction.<SupportAddress>one("delete", VaadinIcon.TRASH, this::delete)
                                .separated()
                                .destructive())
                .live(SupportContacts.TOPIC)
                .orderedBy("position", false);
    }

    private void form(@Nullable SupportLine line) {
        new SupportLineForm(kit().viewer(), contacts, line).open();
    }

    private void form(@Nullable SupportAddress address) {
        new SupportAddressForm(kit().viewer(), contacts, address).open();
    }

    private void delete(SupportLine line) {
        Confirm.ask(
                text("delete"),
                text("delete.question", line.label(Texts.inFrench())),
                () -> contacts.deleteLine(kit().viewer(), line.id()));
    }

    private void delete(SupportAddress address) {
        Confirm.ask(
                text("delete"),
                text("delete.question", address.label(Texts.inFrench())),
                () -> contacts.deleteAddress(kit().viewer(), address.id()));
    }
}
