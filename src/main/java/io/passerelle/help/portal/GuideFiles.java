package io.passerelle.help.portal;

import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.NotFound;
import io.passerelle.help.Document;
import io.passerelle.help.DocumentContent;
import io.passerelle.help.Documents;
import io.passerelle.help.ShippedGuides;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.UriUtils;

/**
 * Guides as files the browser shows (HELP-1), to who is signed in to the portal. The browser is
 * told to take them for nothing but PDF files, to let nothing in them run or load anything, to send
 * no page's address along, and to keep them for nobody else.
 */
@Controller
class GuideFiles {

    /** Where they are: the portal's address and this. */
    static final String PATH = "guides";

    /** Not {@code sandbox}: some browsers show no PDF file in one. */
    private static final String NOTHING_RUNS =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Documents documents;
    private final ShippedGuides shipped;
    private final Viewers viewers;

    GuideFiles(Documents documents, ShippedGuides shipped, Viewers viewers) {
        this.documents = documents;
        this.shipped = shipped;
        this.viewers = viewers;
    }

    /** The address of Passerelle's own guide. */
    static String address(ShippedGuides.Guide guide) {
        return PATH + "/passerelle-" + guide.language() + ".pdf";
    }

    /** The address of a guide the operator added. */
    static String address(Document document) {
        String name =
                UriUtils.encodePathSegment(fileName(document.title()), StandardCharsets.UTF_8);
        return PATH + "/" + document.id() + "/" + name;
    }

    @GetMapping("/" + PATH + "/passerelle-{language}.pdf")
    void shipped(
            @PathVariable String language, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ShippedGuides.Guide guide = shipped.in(language).orElse(null);
        if (guide == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String tag = guide.edition() + "-" + guide.builtAt().toEpochMilli();
        if (begin(request, response, tag, "passerelle-" + language + ".pdf", guide.bytes())) {
            shipped.write(guide, response.getOutputStream());
        }
    }

    @GetMapping("/" + PATH + "/{id}/{name}.pdf")
    void uploaded(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Viewer viewer = viewers.find().orElse(null);
            Document document = viewer == null ? null : documents.get(viewer, UUID.fromString(id));
            DocumentContent content = document == null ? null : document.content();
            if (document == null || content == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else if (begin(
                    request,
                    response,
                    content.sha256(),
                    fileName(document.title()),
                    content.bytes())) {
                documents.write(content, response.getOutputStream());
            }
        } catch (NotFound | IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Whether the file is to follow: a browser that has it already is told so. */
    private static boolean begin(
            HttpServletRequest request,
            HttpServletResponse response,
            String tag,
            String name,
            long bytes) {
        String quoted = "\"" + tag + "\"";
        response.setHeader("ETag", quoted);
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Content-Security-Policy", NOTHING_RUNS);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (quoted.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        response.setContentType("application/pdf");
        response.setContentLengthLong(bytes);
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.inline()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        return !request.getMethod().equals("HEAD");
    }

    /** A title as a name a file can have. */
    private static String fileName(String title) {
        String plain = title.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return (plain.isBlank() ? "guide" : plain) + ".pdf";
    }
}
