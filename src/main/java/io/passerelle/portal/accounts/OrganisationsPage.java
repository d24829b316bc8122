package io.passerelle.portal.accounts;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The organisations somebody sees: their own and those below it (ACC-1). */
@Route("organisations")
@PermitAll
class OrganisationsPage extends ListPage {

    private static final String NAME = "accounts.organisations";

    private final Organisations organisations;

    OrganisationsPage(Kit kit, Organisations organisations) {
        super(kit, NAME);
        this.organisations = organisations;
        Times times = kit.times();
        boolean mayManage = kit.viewer().has(Right.MANAGE_ORGANISATIONS);
        show(
                ListDefinition.of(NAME, organisations.listing(), Organisation::id)
                        .column(
                                Column.text("name", Organisation::name)
                                        .sortable()
                                        .narrow()
                                        .wide("14em", 3))
                        .column(Column.text("path", this::path).narrow().wide("16em", 3))
                        .column(Column.of("kind", this::kind).sortable().narrow().wide("8em", 1))
                        .column(Column.text("reference", Organisation::reference).sortable())
                        .column(
                                Column.of("enabled", this::state)
                                        .sortable()
                                        .narrow()
                                        .wide("8em", 1))
                        .column(
                                Column.<Organisation>of("createdAt", o -> times.cell(o.createdAt()))
                                        .sortable()
                                        .exportedAs(o -> times.exported(o.createdAt()))
                                        .wide("11em", 1))
                        .filter(Filter.select("kind", OrganisationsPage::kinds))
                        .filter(Filter.select("enabled", OrganisationsPage::states))
                        .action(
                                mayManage,
                                RowAction.<Organisation>list(
                                                "add", VaadinIcon.PLUS, () -> addBelow(null))
                                        .inToolbar()
                                        .on(Key.INSERT))
                        .action(
                                mayManage,
                                RowAction.<Organisation>one(
                                                "addBelow",
                                                VaadinIcon.FILE_TREE_SUB,
                                                this::addBelow)
                                        .when(o -> !o.getFirst().kind().below().isEmpty()))
                        .action(
                                mayManage,
                                RowAction.<Organisation>one("edit", VaadinIcon.EDIT, this::edit)
                                        .usual()
                                        .on(Key.F2))
                        .live("organisations")
                        .orderedBy("name", false));
    }

    private void addBelow(@Nullable Organisation parent) {
        new OrganisationForm(kit().viewer(), organisations, parent, null).open();
    }

    private void edit(Organisation organisation) {
        new OrganisationForm(kit().viewer(), organisations, null, organisation).open();
    }

    private String path(Organisation organisation) {
        return organisations.tree().upwards(organisation.id()).reversed().stream()
                .filter(above -> !above.id().equals(organisation.id()))
                .filter(above -> kit().viewer().sees(above.id()))
                .map(Organisation::name)
                .collect(Collectors.joining(" › "));
    }

    private Cell kind(Organisation organisation) {
        Tone tone = organisation.kind() == OrganisationKind.CUSTOMER ? Tone.INFO : Tone.NEUTRAL;
        return Cell.badge(Texts.text("accounts.kind", organisation.kind()), tone);
    }

    private Cell state(Organisation organisation) {
        return organisation.enabled()
                ? Cell.badge(Texts.text("accounts.enabled.true"), Tone.GOOD)
                : Cell.badge(Texts.text("accounts.enabled.false"), Tone.BAD);
    }

    private static List<Choice> kinds() {
        return Stream.of(OrganisationKind.values())
                .map(kind -> new Choice(kind.name(), Texts.text("accounts.kind", kind)))
                .toList();
    }

    private static List<Choice> states() {
        return List.of(
                new Choice("true", Texts.text("accounts.enabled.true")),
                new Choice("false", Texts.text("accounts.enabled.false")));
    }
}
