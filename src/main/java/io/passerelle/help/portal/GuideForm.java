package io.passerelle.help.portal;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.help.Document;
import io.passerelle.help.DocumentDraft;
import io.passerelle.help.DocumentSection;
import io.passerelle.help.Documents;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds a guide with its file, or changes what is said of one. */
final class GuideForm extends FormDialog {

    private static final String NAME = "help.guideForm";
    private static final int USUAL_POSITION = 100;

    private final TextField title = wide("title", new TextField());
    private final Select<DocumentSection> section =
            field("sectionId", new Select<DocumentSection>());
    private final Select<String> language = field("language", new Select<String>());
    private final TextField edition = field("edition", new TextField());
    private final IntegerField position = field("position", new IntegerField());

    GuideForm(
            Viewer viewer,
            Documents documents,
            List<DocumentSection> sections,
            @Nullable Document document) {
        super(NAME, Texts.text(NAME + (document == null ? ".new" : ".change")));
        title.setMaxLength(200);
        edition.setMaxLength(40);
        edition.setHelperText(text("edition.hint"));
        position.setHelperText(text("position.hint"));
        section.setItems(sections);
        section.setItemLabelGenerator(s -> s.title(Texts.inFrench()));
        language.setItems("fr", "en", "");
        language.setItemLabelGenerator(
                l -> l.isEmpty() ? text("language.all") : GuideWords.language(l));
        if (document == null) {
            section.setValue(sections.getFirst());
            language.setValue(Texts.inFrench() ? "fr" : "en");
            position.setValue(USUAL_POSITION);
            forNew(viewer, documents);
        } else {
            fill(sections, document);
            onSave(
                    Texts.text("kit.save"),
                    () -> {
                        documents.update(viewer, document.id(), document.version(), draft());
                        Notices.done(text("changed", title.getValue()));
                    });
        }
    }

    private void forNew(Viewer viewer, Documents documents) {
        var upload = new PdfUpload(documents);
        addBelow(upload);
        takesErrors(upload::refuses);
        onSave(
                Texts.text("kit.create"),
                () -> {
                    documents.create(
                            viewer,
                            draft(),
                            upload.file().orElseThrow(() -> Refused.field("file", "required")));
                    Notices.done(text("added", title.getValue()));
                });
    }

    private void fill(List<DocumentSection> sections, Document document) {
        title.setValue(document.title());
        sections.stream()
                .filter(s -> s.id().equals(document.sectionId()))
                .findFirst()
                .ifPresent(section::setValue);
        language.setValue(document.language());
        edition.setValue(document.edition());
        position.setValue(document.position());
    }

    private DocumentDraft draft() {
        return new DocumentDraft(
                section.getValue().id(),
                Objects.requireNonNullElse(position.getValue(), USUAL_POSITION),
                title.getValue(),
                Objects.requireNonNullElse(language.getValue(), ""),
                edition.getValue());
    }
}
