package io.passerelle.help.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import io.passerelle.foundation.Refused;
import io.passerelle.help.Documents;
import io.passerelle.help.UploadedPdf;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes one PDF file, chosen or dropped, looks at it as soon as it is here, and says at once what
 * is wrong with it. The file is forgotten with the window.
 */
final class PdfUpload extends Div {

    private static final String STEM = "help.upload";
    private static final int ENVELOPE = 64 * 1024;

    private final Documents documents;
    private final long most;
    private final Div said = new Div();
    private final Upload upload = new Upload();
    private @Nullable UploadedPdf file;

    PdfUpload(Documents documents) {
        this.documents = documents;
        this.most = documents.mostBytes();
        addClassName("pdf-upload");
        upload.setId("help-upload");
        upload.setUploadHandler(new Receiving());
        upload.setAcceptedFileTypes("application/pdf", ".pdf");
        upload.setMaxFileSize((int) most);
        upload.setMaxFiles(1);
        Button choose = new Button(Texts.text(STEM + ".choose"), VaadinIcon.UPLOAD.create());
        choose.setId("help-upload-choose");
        upload.setUploadButton(choose);
        upload.setDropLabel(new Span(Texts.text(STEM + ".drop")));
        upload.addFileRejectedListener(
                rejected -> say(Texts.text("error.pdf.large", most / 1_048_576), true));
        upload.addFailedListener(failed -> say(Texts.text(STEM + ".failed"), true));
        said.setId("help-upload-said");
        said.getElement().setAttribute("role", "status");
        said.setVisible(false);
        add(new Span(Texts.text(STEM + ".label", most / 1_048_576)), upload, said);
        addDetachListener(detached -> forget());
    }

    /** The file that was sent. */
    Optional<UploadedPdf> file() {
        return Optional.ofNullable(file);
    }

    /** Shows what the service says of the file. */
    boolean refuses(String field, String reason) {
        if (!field.equals("file")) {
            return false;
        }
        say(reason, true);
        return true;
    }

    private void received(UploadedPdf pdf, String name) {
        forget();
        file = pdf;
        say(
                Texts.text(
                        STEM + ".taken",
                        name,
                        GuideWords.pages(pdf.pages()),
                        GuideWords.size(pdf.bytes())),
                false);
    }

    private void say(String text, boolean problem) {
        upload.clearFileList();
        said.setText(text);
        said.setClassName(problem ? "problem" : "note");
        said.setVisible(true);
    }

    private void forget() {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** Runs on the thread of the request, without the page's lock. */
    private final class Receiving implements UploadHandler {

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            UI ui = event.getUI();
            String name = event.getFileName();
            try {
                UploadedPdf pdf = documents.receive(event.getInputStream());
                ui.access(() -> received(pdf, name));
            } catch (Refused refused) {
                ui.access(() -> say(Notices.reason(refused), true));
            }
        }

        @Override
        public long getRequestSizeMax() {
            return most + ENVELOPE;
        }

        @Override
        public long getFileSizeMax() {
            return most;
        }
    }
}
