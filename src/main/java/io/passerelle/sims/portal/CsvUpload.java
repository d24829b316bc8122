package io.passerelle.sims.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.SentFile;
import io.passerelle.store.TemporaryFiles;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes one CSV file at a time, chosen or dropped; it goes to the disk piece by piece. */
final class CsvUpload extends Upload {

    private final TemporaryFiles files;
    private final Consumer<CsvFile> received;

    /**
     * @param files where it is kept
     * @param received told of each whole file, with the page's lock
     */
    CsvUpload(TemporaryFiles files, Consumer<CsvFile> received) {
        this.files = files;
        this.received = received;
        setUploadHandler(new Receiving());
        setId("sims-import-upload");
        setAcceptedFileTypes("text/csv", ".csv", ".txt");
        setMaxFileSize((int) SentFile.MOST_BYTES);
        Button choose = new Button(Texts.text("sims.import.choose"), VaadinIcon.UPLOAD.create());
        choose.setId("sims-import-choose");
        setUploadButton(choose);
        setDropLabel(new Span(Texts.text("sims.import.drop")));
        addFileRejectedListener(rejected -> tooLarge());
        addFailedListener(failed -> Notices.failed(Texts.text("sims.import.upload.failed")));
    }

    private void tooLarge() {
        Notices.failed(Texts.text("sims.import.rejected", SentFile.MOST_BYTES / (1024 * 1024)));
    }

    private void take(CsvFile file) {
        clearFileList();
        if (isAttached()) {
            received.accept(file);
        } else {
            file.delete(); // the window was closed meanwhile
        }
    }

    /** Runs on the thread of the request, without the page's lock. */
    private final class Receiving implements UploadHandler {

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            UI ui = event.getUI();
            try {
                take(
                        ui,
                        new CsvFile(
                                event.getFileName(),
                                SentFile.receive(files, event.getInputStream())));
            } catch (Refused refused) {
                ui.access(() -> {
                    clearFileList();
                    Notices.failed(Notices.reason(refused));
                });
            }
        }

        private void take(UI ui, CsvFile file) {
            try {
                ui.access(() -> CsvUpload.this.take(file));
            } catch (UIDetachedException thePageIsGone) {
                file.delete();
            }
        }

        @Override
        public long getRequestSizeMax() {
            return SentFile.MOST_BYTES + 64 * 1024;
        }

        @Override
        public long getFileSizeMax() {
            return SentFile.MOST_BYTES;
        }
    }
}
