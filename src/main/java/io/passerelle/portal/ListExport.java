package io.passerelle.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.ListQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Downloads of a list: every row the page's conditions find, with the chosen columns, streamed from
 * the database.
 */
final class ListExport<R> extends Anchor {

    /** The forms a list can be downloaded in. */
    enum Format {
        /** For spreadsheets. */
        CSV("text/csv; charset=UTF-8"),
        /** For programs. */
        XML("application/xml; charset=UTF-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was asked for at the moment of asking: the download runs on, whatever the page does
     * meanwhile.
     */
    private record Order<R>(
            Format format,
            ListQuery query,
            Viewer viewer,
            Locale locale,
            List<Column<R>> columns,
            List<String> headers) {}

    private final ListDefinition<R> list;
    private final Kit kit;
    private final Supplier<ListQuery> query;
    private final ListColumns<R> columns;
    private volatile @Nullable Order<R> order;

    ListExport(ListDefinition<R> list, Kit kit, Supplier<ListQuery> query, ListColumns<R> columns) {
        this.list = list;
        this.kit = kit;
        this.query = query;
        this.columns = columns;
        setHref(this::write, AttachmentType.DOWNLOAD);
        addClassName("download");
        getElement().setAttribute("router-ignore", true);
        getElement().setAttribute("aria-hidden", "true");
        getElement().setAttribute("tabindex", "-1");
        getElement().setAttribute("download", "");
    }

    /** Starts a download in the browser. */
    void start(Format format) {
        List<Column<R>> chosen = columns.shown();
        order =
                new Order<>(
                        format,
                        query.get(),
                        kit.viewer(),
                        Texts.locale(),
                        chosen,
                        chosen.stream().map(c -> columns.header(c.key())).toList());
        getElement().executeJs("this.click()");
    }

    private void write(DownloadEvent download) throws IOException {
        Order<R> wanted = order;
        if (wanted == null) {
            download.getResponse().setStatus(404);
            return;
        }
        download.setFileName(list.id() + "." + wanted.format.extension());
        download.setContentType(wanted.format.contentType);
        try (OutputStream out = download.getOutputStream();
                RowWriter writer = writer(wanted, out)) {
            list.listing()
                    .each(
                            wanted.viewer.visible(),
                            wanted.query,
                            row -> write(writer, wanted.columns, row));
        } catch (UncheckedIOException theReaderLeft) {
            throw theReaderLeft.getCause();
        }
    }

    private static <R> void write(RowWriter writer, List<Column<R>> columns, R row) {
        try {
            writer.write(columns.stream().map(column -> column.exported(row)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RowWriter writer(Order<R> wanted, OutputStream out) throws IOException {
        return switch (wanted.format) {
            case CSV -> new CsvWriter(out, wanted.locale, wanted.headers);
            case XML ->
                    new XmlWriter(
                            out, list.id(), wanted.columns.stream().map(Column::key).toList());
        };
    }
}
