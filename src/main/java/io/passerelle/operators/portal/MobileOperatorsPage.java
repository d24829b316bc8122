package io.passerelle.operators.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.operators.MobileOperator;
import io.passerelle.operators.MobileOperators;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import jakarta.annotation.security.PermitAll;

/** The ways to mobile operators (M2M-5). */
@Route("mobile-operators")
@PermitAll
class MobileOperatorsPage extends ListPage {

    static final String NAME = "operators.operators";

    private final MobileOperators operators;

    MobileOperatorsPage(Kit kit, MobileOperators operators) {
        super(kit, NAME);
        this.operators = operators;
        show(
                ListDefinition.of(NAME, operators.listing(), MobileOperator::id)
                        .live(MobileOperators.TOPIC)
                        .orderedBy("name", false)
                        .column(
                                Column.text("name", MobileOperator::name)
                                        .sortable()
                                        .narrow()
                                        .wide("10em", 2))
                        .column(
                                Column.text("adapter", MobileOperatorsPage::adapter)
                                        .sortable()
                                        .narrow()
                                        .wide("8em", 1))
                        .column(Column.text("how", MobileOperatorsPage::how).wide("14em", 3))
                        .action(
                                RowAction.<MobileOperator>list(
                                                "create", VaadinIcon.PLUS, this::create)
                                        .inToolbar()
                                        .on(Key.INSERT))
                        .action(
                                RowAction.<MobileOperator>one(
                                                "change", VaadinIcon.PENCIL, this::change)
                                        .usual())
                        .action(
                                RowAction.<MobileOperator>one(
                                                "delete", VaadinIcon.TRASH, this::delete)
                                        .destructive()
                                        .separated()
                                        .on(Key.DELETE)));
    }

    private static String adapter(MobileOperator operator) {
        return Texts.text("operators.adapter", operator.adapter());
    }

    private static String how(MobileOperator operator) {
        return switch (operator.adapter()) {
            case SIMULATED ->
                    Texts.text(
                            NAME + (operator.refuses() ? ".refuses" : ".confirms"),
                            operator.delaySeconds());
            case MANUAL -> Texts.text(NAME + ".byHand");
            case REST -> operator.url();
        };
    }

    private void create() {
        new MobileOperatorForm(
                        null,
                        draft -> {
                            operators.create(kit().viewer(), draft);
                            Notices.done(text("saved", draft.name()));
                        })
                .open();
    }

    private void change(MobileOperator row) {
        MobileOperator operator = operators.get(kit().viewer(), row.id());
        new MobileOperatorForm(
                        operator,
                        draft -> {
                            operators.update(
                                    kit().viewer(), operator.id(), operator.version(), draft);
                            Notices.done(text("saved", draft.name()));
                        })
                .open();
    }

    private void delete(MobileOperator operator) {
        Confirm.ask(
                text("delete.title"),
                text("delete.question", operator.name()),
                () -> {
                    operators.delete(kit().viewer(), operator.id());
                    Notices.done(text("deleted", operator.name()));
                });
    }
}
