package io.passerelle.help.portal;

import com.vaadin.flow.component.textfield.TextField;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.help.Document;
import io.passerelle.help.DocumentDraft;
import io.passerelle.help.Documents;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;

/** Gives a guide its next file, and says what its authors call it. */
final class GuideReplacement extends FormDialog {

    private static final String NAME = "help.guideFile";

    GuideReplacement(Viewer viewer, Documents documents, Document document) {
        super(NAME, Texts.text(NAME + ".title", document.title()));
        TextField edition = wide("edition", new TextField());
        edition.setMaxLength(40);
        edition.setValue(document.edition());
        var upload = new PdfUpload(documents);
        addBelow(upload);
        takesErrors(upload::refuses);
        onSave(
                text("submit"),
                () -> {
                    var pdf = upload.file().orElseThrow(() -> Refused.field("file", "required"));
                    documents.replace(
                            viewer,
                            document.id(),
                            document.version(),
                            new DocumentDraft(
                                    document.sectionId(),
                                    document.position(),
                                    document.title(),
                                    document.language(),
                                    edition.getValue()),
                            pdf);
                    Notices.done(text("replaced", document.title()));
                });
    }
}
