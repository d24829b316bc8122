package io.passerelle.help.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.help.SupportContacts;
import io.passerelle.help.SupportLine;
import io.passerelle.help.SupportPeriod;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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

/** {@code /api/v1/support-lines} (HELP-2). */
@RestController
@RequestMapping("/api/v1/support-lines")
@Tag(name = "Support")
class SupportLinesApi implements ListResource {

    private static final int USUAL_POSITION = 100;

    private final SupportContacts contacts;

    SupportLinesApi(SupportContacts contacts) {
        this.contacts = contacts;
    }

    /** What a line is to be. */
    @Schema(name = "SupportLineBody")
    record Body(
            @Schema(description = "Its place, 0 to 9999; 100 unless given")
                    @Nullable Integer position,
            @Schema(maxLength = 120) @Nullable String labelFr,
            @Schema(maxLength = 120) @Nullable String labelEn,
            @Schema(example = "+33 1 23 45 67 89", maxLength = 40) @Nullable String number,
            @Nullable SupportPeriod hours) {

        SupportLine.Draft draft() {
            var required = new Required();
            var draft =
                    new SupportLine.Draft(
                            Objects.requireNonNullElse(position, USUAL_POSITION),
                            required.text("labelFr", labelFr),
                            required.text("labelEn", labelEn),
                            required.text("number", number),
                            required.of("hours", hours, SupportPeriod.ALWAYS));
            required.check();
            return draft;
        }
    }

    /** A line as programs see it. */
    @Schema(name = "SupportLine")
    record View(
            UUID id,
            int position,
            String labelFr,
            String labelEn,
            String number,
            SupportPeriod hours,
            @Schema(description = "Whether somebody answers there at this moment") boolean now,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {}

    @Override
    public Listing<?> listing() {
        return contacts.lineListing();
    }

    @GetMapping
    @Operation(summary = "List the support's telephone numbers; for who edits them")
    Listed<View> list(Viewer viewer, ListRequest request) {
        SupportPeriod now = now();
        return request.of(contacts.lineListing(), viewer, View.class, line -> view(line, now));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a telephone number of the support")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(contacts.line(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Add a telephone number of the support")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        SupportLine made = contacts.create(viewer, body.draft());
        return Versions.created(
                "/api/v1/support-lines", made.id(), view(made, now()), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a telephone number of the support")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, contacts.line(viewer, id).version());
        return shown(contacts.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a telephone number of the support")
    void delete(Viewer viewer, @PathVariable UUID id) {
        contacts.deleteLine(viewer, id);
    }

    private ResponseEntity<View> shown(SupportLine line) {
        return Versions.ok(view(line, now()), line.version());
    }

    private SupportPeriod now() {
        return contacts.hours().at(Instant.now());
    }

    private static View view(SupportLine line, SupportPeriod now) {
        return new View(
                line.id(),
                line.position(),
                line.labelFr(),
                line.labelEn(),
                line.number(),
                line.hours(),
                line.hours().isAt(now),
                line.version());
    }
}
