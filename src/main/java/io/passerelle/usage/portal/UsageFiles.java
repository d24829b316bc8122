package io.passerelle.usage.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.passerelle.portal.Kit;
import io.passerelle.portal.TableFile;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.usage.Series;
import io.passerelle.usage.Slot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A chart as files: CSV, XML, SVG. */
final class UsageFiles extends Div {

    /** The columns of table and files. */
    static final List<String> COLUMNS = List.of("when", "octetsIn", "octetsOut", "sessions");

    private static final List<String> FILED =
            List.of("from", "until", "octetsIn", "octetsOut", "sessions", "source");

    private static final String NAME = "usage.view";
    private static final String FILE = "usage";
    private static final int WIDTH = 980;
    private static final int HEIGHT = 320;

    private final Kit kit;
    private volatile @Nullable Offer offer;

    /** What was shown when the links were made: the download runs on, whatever the page does. */
    private record Offer(
            TableFile table, Series series, Measure measure, Instant now, Locale locale) {}

    private interface Content {
        byte[] of(Offer offer);
    }

    UsageFiles(Kit kit) {
        this.kit = kit;
        addClassName("usage-files");
        add(
                link("csv", "text/csv; charset=UTF-8", o -> o.table().csv(o.locale())),
                link("xml", "application/xml; charset=UTF-8", o -> o.table().xml()),
                link("svg", "image/svg+xml; charset=UTF-8", UsageFiles::picture));
    }

    void offer(Series series, Measure measure, Instant now) {
        Times times = kit.times();
        String source = series.source().name();
        List<List<String>> rows =
                series.slots().stream().map(slot -> row(times, slot, source)).toList();
        List<String> headers =
                FILED.stream().map(column -> Texts.text(NAME + ".column." + column)).toList();
        var table = new TableFile(FILE, FILED, headers, rows);
        offer = new Offer(table, series, measure, now, Texts.locale());
    }

    /** A gap has no numbers. */
    private static List<String> row(Times times, Slot slot, String source) {
        String from = times.exported(slot.from());
        String until = times.exported(slot.until());
        return slot.heard()
                ? List.of(
                        from,
                        until,
                        Long.toString(slot.amount().octetsIn()),
                        Long.toString(slot.amount().octetsOut()),
                        Long.toString(slot.amount().sessions()),
                        source)
                : List.of(from, until, "", "", "", source);
    }

    private static byte[] picture(Offer offer) {
        return new Drawing(offer.series(), offer.measure(), offer.locale(), WIDTH, HEIGHT)
                .asFile(offer.now())
                .getBytes(StandardCharsets.UTF_8);
    }

    private Anchor link(String form, String type, Content content) {
        Anchor link = new Anchor();
        link.setText(form.toUpperCase(Locale.ROOT));
        link.setId("usage-" + form);
        link.setHref(download -> write(download, form, type, content), AttachmentType.DOWNLOAD);
        link.getElement().setAttribute("router-ignore", true);
        link.getElement().setAttribute("download", "");
        link.setAriaLabel(Texts.text(NAME + ".export", form.toUpperCase(Locale.ROOT)));
        return link;
    }

    private void write(DownloadEvent download, String form, String type, Content content)
            throws IOException {
        Offer wanted = offer;
        if (wanted == null) {
            download.getResponse().setStatus(404);
            return;
        }
        download.setFileName(FILE + "-" + UsageView.stamp(wanted.series().from()) + "." + form);
        download.setContentType(type);
        try (OutputStream out = download.getOutputStream()) {
            out.write(content.of(wanted));
        }
    }
}
