package io.passerelle.sims.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.QueryParameters;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Texts;
import io.passerelle.sims.SimJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Does what a CSV file says, line by line (M2M-3). */
final class BulkFileForm extends FormDialog {

    private static final String NAME = "sims.bulkFile";

    private final Viewer viewer;
    private final SimServices services;
    private final Div chosen = new Div();
    private @Nullable CsvFile file;

    BulkFileForm(Viewer viewer, SimServices services) {
        super(NAME, Texts.text(NAME + ".title"));
        this.viewer = viewer;
        this.services = services;
        addBelow(new Paragraph(text("how")));
        Div example = new Div(text("example"));
        example.addClassNames("mono", "lines");
        addBelow(example);
        addBelow(new CsvUpload(services.files(), this::received));
        chosen.addClassName("note");
        chosen.setVisible(false);
        addBelow(chosen);
        addDetachListener(detached -> forget());
        onSave(text("save"), this::start);
    }

    private void received(CsvFile sent) {
        forget();
        file = sent;
        markDirty();
        chosen.setText(text("chosen", sent.name()));
        chosen.setVisible(true);
    }

    private void start() {
        CsvFile read = file;
        if (read == null) {
            throw Refused.field("", "bulk.file");
        }
        SimJob job;
        try {
            job = services.jobs().file(viewer, read.name(), read.sent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = null; // it is the job's now
        UI.getCurrentOrThrow().navigate("jobs", QueryParameters.of("id", job.id().toString()));
    }

    private void forget() {
        if (file != null) {
            file.delete();
            file = null;
        }
    }
}
