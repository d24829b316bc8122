package io.passerelle.people.portal;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.people.NewPerson;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.people.PersonChange;
import io.passerelle.people.Profile;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.Texts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes or changes somebody's account. */
final class AccountForm extends FormDialog {

    private static final String NAME = "people.account";

    private final TextField login = new TextField();
    private final ComboBox<Organisation> organisation = new ComboBox<>();
    private final Checkbox enabled = new Checkbox();
    private final CheckboxGroup<Right> rights = new CheckboxGroup<>();
    private final ProfileFields profile;

    /**
     * @param changed the account to change; null makes a new one
     */
    AccountForm(
            Viewer viewer, People people, Organisations organisations, @Nullable Person changed) {
        super(NAME, Texts.text(changed == null ? NAME + ".new" : NAME + ".change"));
        setWidth("42rem");
        if (changed == null) {
            field("login", login).setRequired(true);
            login.setMaxLength(60);
            place(viewer, organisations);
            profile = new ProfileFields(this, empty(viewer), "");
            rights(viewer, Set.of());
            show(viewer, organisation.getValue(), Set.of());
            onSave(Texts.text("kit.create"), () -> create(viewer, people));
        } else {
            Organisation own = organisations.tree().byId(changed.organisationId()).orElse(null);
            profile = new ProfileFields(this, changed.profile(), changed.mailProblem());
            wide("enabled", enabled).setLabel(text("enabled"));
            enabled.setValue(changed.enabled());
            Set<Right> had = people.rightsNow(changed);
            rights(viewer, had);
            show(viewer, own, had);
            rights.setValue(had);
            onSave(Texts.text("kit.save"), () -> change(viewer, people, changed));
        }
    }

    private void place(Viewer viewer, Organisations organisations) {
        List<Organisation> possible = OrganisationChoices.of(viewer, organisations);
        field("organisationId", organisation).setRequired(true);
        organisation.setItems(possible);
        organisation.setItemLabelGenerator(Organisation::name);
        organisations
                .tree()
                .byId(viewer.organisationId())
                .filter(possible::contains)
                .ifPresent(organisation::setValue);
        organisation.addValueChangeListener(chosen -> show(viewer, chosen.getValue(), Set.of()));
    }

    private void rights(Viewer viewer, Set<Right> had) {
        wide("rights", rights);
        rights.setItemLabelGenerator(right -> Texts.text("right", right));
        // what one may not give is shown where somebody has it, and can only be left as it is
        rights.setItemEnabledProvider(right -> viewer.has(right) || had.contains(right));
    }

    /** Only rights that accounts there can have, and that the viewer can give. */
    private void show(Viewer viewer, @Nullable Organisation place, Set<Right> had) {
        if (place == null) {
            rights.setItems(List.of());
            return;
        }
        OrganisationKind kind = place.kind();
        List<Right> possible =
                Stream.of(Right.values())
                        .filter(right -> right.isFor(kind))
                        .filter(right -> viewer.has(right) || had.contains(right))
                        .toList();
        rights.setItems(possible);
        Set<Right> usual = EnumSet.noneOf(Right.class);
        usual.addAll(Right.defaultsOf(kind));
        usual.retainAll(possible);
        rights.setValue(usual);
    }

    private void create(Viewer viewer, People people) {
        Organisation place = organisation.getValue();
        if (place == null) {
            throw Refused.field("organisationId", "required");
        }
        Person made =
                people.create(
                        viewer,
                        new NewPerson(
                                place.id(), login.getValue(), profile.value(), rights.getValue()));
        Notices.done(text("created", made.profile().email()));
    }

    private void change(Viewer viewer, People people, Person changed) {
        people.update(
                viewer,
                changed.id(),
                changed.version(),
                new PersonChange(profile.value(), enabled.getValue(), rights.getValue()));
        Notices.done(text("changed", changed.login()));
    }

    private static Profile empty(Viewer viewer) {
        return new Profile("", "", "", "", viewer.locale().getLanguage(), viewer.zone().getId());
    }
}
