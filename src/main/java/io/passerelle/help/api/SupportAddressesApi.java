package io.passerelle.help.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.help.SupportAddress;
import io.passerelle.help.SupportContacts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** {@code /api/v1/support-addresses} (HELP-2). */
@RestController
@RequestMapping("/api/v1/support-addresses")
@Tag(name = "Support")
class SupportAddressesApi implements ListResource {

    private static final int USUAL_POSITION = 100;

    private final SupportContacts contacts;

    SupportAddressesApi(SupportContacts contacts) {
        this.contacts = contacts;
    }

    /** What a kind of equipment is to be. */
    @Schema(name = "SupportAddressBody")
    record Body(
            @Schema(description = "Its place, 0 to 9999; 100 unless given")
                    @Nullable Integer position,
            @Schema(maxLength = 120) @Nullable String labelFr,
            @Schema(maxLength = 120) @Nullable String labelEn,
            @Schema(description = "Empty: requests wait in the portal alone")
                    @Nullable String email,
            @Schema(description = "fr or en: in which requests are written there; fr unless given")
                    @Nullable String language) {

        SupportAddress.Draft draft() {
            var required = new Required();
            var draft =
                    new SupportAddress.Draft(
                            Objects.requireNonNullElse(position, USUAL_POSITION),
                            required.text("labelFr", labelFr),
                            required.text("labelEn", labelEn),
                            Objects.requireNonNullElse(email, ""),
                            Objects.requireNonNullElse(language, "fr"));
            required.check();
            return draft;
        }
    }

    /** A kind of equipment as programs see it. */
    @Schema(name = "SupportAddress")
    record View(
            UUID id,
            int position,
            String labelFr,
            String labelEn,
            String email,
            String language,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(SupportAddress address) {
            return new View(
                    address.id(),
                    address.position(),
                    address.labelFr(),
                    address.labelEn(),
                    address.email(),
                    address.language(),
                    address.version());
        }
    }

    @Override
    public Listing<?> listing() {
        return contacts.addressListing();
    }

    @GetMapping
    @Operation(summary = "List the kinds of equipment and their mail addresses; for who edits them")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(contacts.addressListing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a kind of equipment and its mail address")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        return shown(contacts.address(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Add a kind of equipment with its mail address")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        SupportAddress made = contacts.create(viewer, body.draft());
        return Versions.created(
                "/api/v1/support-addresses", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a kind of equipment or its mail address")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        int version = Versions.expected(ifMatch, contacts.address(viewer, id).version());
        return shown(contacts.update(viewer, id, version, body.draft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a kind of equipment")
    void delete(Viewer viewer, @PathVariable UUID id) {
        contacts.deleteAddress(viewer, id);
    }

    private static ResponseEntity<View> shown(SupportAddress address) {
        return Versions.ok(View.of(address), address.version());
    }
}
