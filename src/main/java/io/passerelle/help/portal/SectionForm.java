package io.passerelle.help.portal;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.help.DocumentSection;
import io.passerelle.help.DocumentSectionDraft;
import io.passerelle.help.DocumentSections;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.Texts;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds a section of guides or changes one, and says who sees it. */
final class SectionForm extends FormDialog {

    private static final String NAME = "help.sectionForm";
    private static final int USUAL_POSITION = 100;

    private final TextField titleFr = field("titleFr", new TextField());
    private final TextField titleEn = field("titleEn", new TextField());
    private final TextArea descriptionFr = field("descriptionFr", new TextArea());
    private final TextArea descriptionEn = field("descriptionEn", new TextArea());
    private final ComboBox<Right> needs = field("needs", new ComboBox<Right>());
    private final ComboBox<Organisation> organisation =
            field("organisationId", new ComboBox<Organisation>());
    private final IntegerField position = field("position", new IntegerField());

    SectionForm(
            Viewer viewer,
            DocumentSections sections,
            Organisations organisations,
            @Nullable DocumentSection section) {
        super(NAME, Texts.text(NAME + (section == null ? ".new" : ".change")));
        titleFr.setMaxLength(120);
        titleEn.setMaxLength(120);
        descriptionFr.setMaxLength(500);
        descriptionEn.setMaxLength(500);
        needs.setItems(Right.values());
        needs.setItemLabelGenerator(right -> Texts.text("right", right));
        needs.setClearButtonVisible(true);
        needs.setHelperText(text("needs.hint"));
        organisation.setItems(OrganisationChoices.of(viewer, organisations));
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.setClearButtonVisible(true);
        organisation.setHelperText(text("organisationId.hint"));
        position.setHelperText(text("position.hint"));
        position.setValue(USUAL_POSITION);
        if (section == null) {
            onSave(
                    Texts.text("kit.create"),
                    () -> {
                        sections.create(viewer, draft());
                        Notices.done(text("added"));
                    });
            return;
        }
        fill(organisations, section);
        onSave(
                Texts.text("kit.save"),
                () -> {
                    sections.update(viewer, section.id(), section.version(), draft());
                    Notices.done(text("changed"));
                });
    }

    private void fill(Organisations organisations, DocumentSection section) {
        titleFr.setValue(section.titleFr());
        titleEn.setValue(section.titleEn());
        descriptionFr.setValue(section.descriptionFr());
        descriptionEn.setValue(section.descriptionEn());
        needs.setValue(section.needs());
        UUID id = section.organisationId();
        if (id != null) {
            organisations.tree().byId(id).ifPresent(organisation::setValue);
        }
        position.setValue(section.position());
    }

    private DocumentSectionDraft draft() {
        Organisation chosen = organisation.getValue();
        return new DocumentSectionDraft(
                Objects.requireNonNullElse(position.getValue(), USUAL_POSITION),
                titleFr.getValue(),
                titleEn.getValue(),
                descriptionFr.getValue(),
                descriptionEn.getValue(),
                needs.getValue(),
                chosen == null ? null : chosen.id());
    }
}
