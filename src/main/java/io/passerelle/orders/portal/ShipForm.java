package io.passerelle.orders.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.orders.Order;
import io.passerelle.portal.FormDialog;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.sims.ImportReport;
import io.passerelle.sims.portal.ImportReportView;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * Sends a parcel (M2M-4): the carrier's number and the file of the cards in it, which is checked as
 * soon as it is chosen.
 */
final class ShipForm extends FormDialog {

    private static final String NAME = "orders.shipForm";

    /** As much as {@link Order#MOST_CARDS} lines need; it is kept while the window is open. */
    private static final int MOST_BYTES = 24 * 1024 * 1024;

    private final Viewer viewer;
    private final OrderServices services;
    private final Order order;
    private final TextField carrier = new TextField();
    private final TextField tracking = new TextField();
    private final Upload upload = new Upload();
    private final Div result = new Div();
    private String name = "";
    private byte[] file = {};

    ShipForm(Viewer viewer, OrderServices services, Order order) {
        super(NAME, Texts.text(NAME + ".title", order.number()));
        this.viewer = viewer;
        this.services = services;
        this.order = order;
        field("carrier", carrier).setRequired(true);
        carrier.setMaxLength(80);
        field("tracking", tracking).setRequired(true);
        tracking.setMaxLength(80);
        Div how = new Div(text("how", order.toShip()));
        how.addClassName("note");
        addBelow(how);
        prepareUpload();
        addBelow(upload);
        result.setWidthFull();
        addBelow(result);
        onSave(text("save"), this::ship);
    }

    private void prepareUpload() {
        upload.setUploadHandler(
                UploadHandler.inMemory((about, bytes) -> received(about.fileName(), bytes)));
        upload.setId("orders-shipForm-upload");
        upload.setAcceptedFileTypes("text/csv", ".csv", ".txt");
        upload.setMaxFileSize(MOST_BYTES);
        upload.setMaxFiles(1);
        upload.setUploadButton(new Button(text("choose"), VaadinIcon.UPLOAD.create()));
        upload.setDropLabel(new Span(text("drop")));
        upload.addFileRejectedListener(
                rejected -> Notices.failed(text("rejected", MOST_BYTES / (1024 * 1024))));
    }

    private void received(String sentName, byte[] bytes) {
        markDirty();
        upload.clearFileList(); // or it would take no other in its place
        name = sentName;
        file = bytes;
        result.removeAll();
        Notices.guarded(() -> show(services.shipments().check(viewer, order.id(), stream())));
    }

    private void show(ImportReport report) {
        result.removeAll();
        result.add(new ImportReportView(name, report));
    }

    private void ship() {
        if (file.length == 0) {
            throw Refused.field("", "parcel.file");
        }
        ImportReport report =
                services.shipments()
                        .ship(
                                viewer,
                                order.id(),
                                carrier.getValue(),
                                tracking.getValue(),
                                stream());
        if (!report.imported()) {
            show(report);
            throw Refused.field("", "parcel.faults");
        }
        Notices.done(text("shipped", report.accepted(), order.number()));
    }

    private InputStream stream() {
        return new ByteArrayInputStream(file);
    }
}
