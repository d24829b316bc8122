package io.passerelle.help.api;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.help.DocumentSection;
import io.passerelle.help.DocumentSectionDraft;
import io.passerelle.help.DocumentSections;
import io.passerelle.help.Documents;
import io.passerelle.help.Shelf;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** {@code /api/v1/document-sections} (HELP-1). */
@RestController
@RequestMapping("/api/v1/document-sections")
@Tag(name = "Documents")
class DocumentSectionsApi {

    private static final int USUAL_POSITION = 100;

    private final DocumentSections sections;
    private final Documents documents;

    DocumentSectionsApi(DocumentSections sections, Documents documents) {
        this.sections = sections;
        this.documents = documents;
    }

    /** What a section is to be. */
    @Schema(name = "DocumentSectionBody")
    record Body(
            @Schema(description = "Its place, 0 to 9999; 100 unless given")
                    @Nullable Integer position,
            @Schema(maxLength = 120) @Nullable String titleFr,
            @Schema(maxLength = 120) @Nullable String titleEn,
            @Schema(maxLength = 500) @Nullable String descriptionFr,
            @Schema(maxLength = 500) @Nullable String descriptionEn,
            @Schema(description = "The right one must have to see it; everybody sees it without")
                    @Nullable Right needs,
            @Schema(description = "It and those below it see the section; all without")
                    @Nullable UUID organisationId) {

        DocumentSectionDraft draft() {
            var required = new Required();
            var draft =
                    new DocumentSectionDraft(
                            Objects.requireNonNullElse(position, USUAL_POSITION),
                            required.text("titleFr", titleFr),
                            required.text("titleEn", titleEn),
                            Objects.requireNonNullElse(descriptionFr, ""),
                            Objects.requireNonNullElse(descriptionEn, ""),
                            needs,
                            organisationId);
            required.check();
            return draft;
        }
    }

    /** A section as programs see it. */
    @Schema(name = "DocumentSection")
    record View(
            UUID id,
            int position,
            String titleFr,
            String titleEn,
            String descriptionFr,
            String descriptionEn,
            @Nullable Right needs,
            @Nullable UUID organisationId,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(DocumentSection section) {
            return new View(
                    section.id(),
                    section.position(),
                    section.titleFr(),
                    section.titleEn(),
                    section.descriptionFr(),
                    section.descriptionEn(),
                    section.needs(),
                    section.organisationId(),
                    section.version());
        }
    }

    @GetMapping
    @Operation(
            summary = "List the sections that have guides for you",
            description = "With the right to look after them all sections")
    Listed<View> list(Viewer viewer) {
        List<DocumentSection> all =
                viewer.has(Right.MANAGE_HELP)
                        ? sections.all()
                        : documents.shelves(viewer).stream().map(Shelf::section).toList();
        return Listed.all(all.stream().map(View::of).toList(), View.class);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a section; for who looks after guides")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(sections.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Make a section")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        DocumentSection made = sections.create(viewer, body.draft());
        return Versions.created(
                "/api/v1/document-sections", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a section")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, sections.get(viewer, id).version());
        return shown(sections.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a section without guides")
    void delete(Viewer viewer, @PathVariable UUID id) {
        sections.delete(viewer, id);
    }

    private static ResponseEntity<View> shown(DocumentSection section) {
        return Versions.ok(View.of(section), section.version());
    }
}
