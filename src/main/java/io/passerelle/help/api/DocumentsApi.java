package io.passerelle.help.api;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.NotFound;
import io.passerelle.help.Document;
import io.passerelle.help.DocumentContent;
import io.passerelle.help.DocumentDraft;
import io.passerelle.help.Documents;
import io.passerelle.help.UploadedPdf;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/documents} (HELP-1). */
@RestController
@RequestMapping("/api/v1/documents")
@Tag(name = "Documents", description = "Guides to read, as PDF files")
class DocumentsApi {

    private static final int USUAL_POSITION = 100;

    private final Documents documents;

    DocumentsApi(Documents documents) {
        this.documents = documents;
    }

    /** What is said of a guide. */
    @Schema(name = "DocumentBody")
    record Body(
            @Nullable UUID sectionId,
            @Schema(description = "Its place in its section, 0 to 9999; 100 unless given")
                    @Nullable Integer position,
            @Schema(maxLength = 200) @Nullable String title,
            @Schema(description = "fr, en, or empty for readers of every language", example = "fr")
                    @Nullable String language,
            @Schema(description = "The version as its authors call it", maxLength = 40)
                    @Nullable String edition) {

        DocumentDraft draft() {
            var required = new Required();
            var draft =
                    new DocumentDraft(
                            required.id("sectionId", sectionId),
                            Objects.requireNonNullElse(position, USUAL_POSITION),
                            required.text("title", title),
                            Objects.requireNonNullElse(language, ""),
                            Objects.requireNonNullElse(edition, ""));
            required.check();
            return draft;
        }
    }

    /** A guide as programs see it. */
    @Schema(name = "Document")
    record View(
            UUID id,
            UUID sectionId,
            int position,
            String title,
            String language,
            String edition,
            Document.State state,
            @Schema(description = "How many files it has had") int revision,
            @Schema(description = "The size of its file") long bytes,
            int pages,
            @Schema(description = "Of its file, in hexadecimal digits") String sha256,
            @Nullable Instant uploadedAt,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(Document document) {
            DocumentContent content = document.content();
            return new View(
                    document.id(),
                    document.sectionId(),
                    document.position(),
                    document.title(),
                    document.language(),
                    document.edition(),
                    document.state(),
                    content == null ? 0 : content.revision(),
                    content == null ? 0 : content.bytes(),
                    content == null ? 0 : content.pages(),
                    content == null ? "" : content.sha256(),
                    content == null ? null : content.uploadedAt(),
                    document.version());
        }
    }

    @GetMapping
    @Operation(
            summary = "List the guides you may read",
            description = "With the right to look after them also those without a file or retired")
    Listed<View> list(Viewer viewer) {
        List<Document> all =
                viewer.has(Right.MANAGE_HELP)
                        ? documents.all(viewer)
                        : documents.shelves(viewer).stream()
                                .flatMap(shelf -> shelf.documents().stream())
                                .toList();
        return Listed.all(all.stream().map(View::of).toList(), View.class);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read what is said of a guide")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(documents.get(viewer, id));
    }

    @PostMapping
    @Operation(
            summary = "Make a guide",
            description = "It is shown to readers as soon as it has a file")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        Document made = documents.create(viewer, body.draft());
        return Versions.created("/api/v1/documents", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change what is said of a guide")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, documents.get(viewer, id).version());
        return shown(documents.update(viewer, id, version, body.draft()));
    }

    @GetMapping(path = "/{id}/file", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "Get a guide's file",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The file",
                            content =
                                    @Content(
                                            mediaType = "application/pdf",
                                            schema = @Schema(type = "string", format = "binary"))))
    void file(Viewer viewer, @PathVariable UUID id, HttpServletResponse response)
            throws IOException {
        DocumentContent content = documents.get(viewer, id).content();
        if (content == null) {
            throw new NotFound(Documents.KIND, id);
        }
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setContentLengthLong(content.bytes());
        documents.write(content, response.getOutputStream());
    }

    @PutMapping(path = "/{id}/file", consumes = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "Give a guide its file, or the one that replaces it",
            description =
                    "A PDF file without scripts, without programs it starts, and without files in"
                            + " it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/pdf",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<View> file(Viewer viewer, @PathVariable UUID id, HttpServletRequest request)
            throws IOException {
        documents.get(viewer, id);
        documents.requireManager(viewer, "document.file", id);
        try (UploadedPdf pdf = documents.receive(request.getInputStream())) {
            return shown(documents.put(viewer, id, pdf));
        }
    }

    @PostMapping("/{id}/retire")
    @Operation(summary = "Take a guide away from its readers")
    ResponseEntity<View> retire(Viewer viewer, @PathVariable UUID id) {
        return shown(documents.retire(viewer, id, true));
    }

    @PostMapping("/{id}/restore")
    @Operation(summary = "Give a retired guide back to its readers")
    ResponseEntity<View> restore(Viewer viewer, @PathVariable UUID id) {
        return shown(documents.retire(viewer, id, false));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget a guide that is retired, and its files")
    void delete(Viewer viewer, @PathVariable UUID id) {
        documents.delete(viewer, id);
    }

    private static ResponseEntity<View> shown(Document document) {
        return Versions.ok(View.of(document), document.version());
    }
}
