package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.passerelle.portal.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A file to start from: the header in the person's language, as their spreadsheet reads it. It has
 * no example line, since somebody would import it.
 */
final class CsvTemplate extends Anchor {

    /** Spreadsheets take a file without it for one in an old encoding. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String header;
    private final String file;

    /**
     * @param columns the header
     * @param file what it is called
     */
    CsvTemplate(String columns, String file) {
        this.header = BYTE_ORDER_MARK + columns + "\r\n";
        this.file = file;
        setId("sims-import-template");
        addClassName("template");
        add(VaadinIcon.DOWNLOAD_ALT.create(), new Span(Texts.text("sims.import.template")));
        setHref(this::write, AttachmentType.DOWNLOAD);
        setRouterIgnore(true);
    }

    private void write(DownloadEvent download) throws IOException {
        download.setFileName(file);
        download.setContentType("text/csv;charset=utf-8");
        try (OutputStream out = download.getOutputStream()) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
        }
    }
}
