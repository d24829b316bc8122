package io.passerelle.orders.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.orders.DeliveryAddress;
import io.passerelle.orders.DeliveryAddressDraft;
import io.passerelle.orders.DeliveryAddresses;
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

/** {@code /api/v1/delivery-addresses} (M2M-4). */
@RestController
@RequestMapping("/api/v1/delivery-addresses")
@Tag(name = "Delivery addresses", description = "Where orders of SIM cards go")
class DeliveryAddressesApi implements ListResource {

    private final DeliveryAddresses addresses;

    DeliveryAddressesApi(DeliveryAddresses addresses) {
        this.addresses = addresses;
    }

    /** What an address is made of. */
    @Schema(name = "DeliveryAddressBody")
    record Body(
            @Schema(description = "Your own organisation unless given; cannot be changed later")
                    @Nullable UUID organisationId,
            @Schema(maxLength = 120) @Nullable String company,
            @Schema(maxLength = 120) @Nullable String contact,
            @Schema(description = "One to three lines", maxLength = 300) @Nullable String street,
            @Schema(maxLength = 20) @Nullable String postcode,
            @Schema(maxLength = 120) @Nullable String town,
            @Schema(description = "ISO 3166-1 alpha-2", example = "FR") @Nullable String country,
            @Schema(maxLength = 30) @Nullable String telephone) {

        DeliveryAddressDraft draft(UUID owner) {
            var required = new Required();
            var draft =
                    new DeliveryAddressDraft(
                            owner,
                            required.text("company", company),
                            Objects.requireNonNullElse(contact, ""),
                            required.text("street", street),
                            required.text("postcode", postcode),
                            required.text("town", town),
                            required.text("country", country),
                            Objects.requireNonNullElse(telephone, ""));
            required.check();
            return draft;
        }
    }

    /** An address. */
    @Schema(name = "DeliveryAddress")
    record View(
            UUID id,
            UUID organisationId,
            String company,
            String contact,
            String street,
            String postcode,
            String town,
            @Schema(description = "ISO 3166-1 alpha-2", example = "FR") String country,
            String telephone,
            @Schema(description = "Since when it is no longer offered") @Nullable Instant retiredAt,
            Instant createdAt,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

        static View of(DeliveryAddress a) {
            return new View(
                    a.id(),
                    a.organisationId(),
                    a.company(),
                    a.contact(),
                    a.street(),
                    a.postcode(),
                    a.town(),
                    a.country(),
                    a.telephone(),
                    a.retiredAt(),
                    a.createdAt(),
                    a.version());
        }
    }

    @Override
    public Listing<?> listing() {
        return addresses.listing();
    }

    @GetMapping
    @Operation(summary = "List delivery addresses, also retired ones")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(addresses.listing(), viewer, View.class, View::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a delivery address")
    ResponseEntity<View> get(Viewer viewer, @PathVariable UUID id) {
        DeliveryAddress address = addresses.get(viewer, id);
        return Versions.ok(View.of(address), address.version());
    }

    @PostMapping
    @Operation(summary = "Add a delivery address")
    ResponseEntity<View> create(Viewer viewer, @RequestBody Body body) {
        UUID owner = Objects.requireNonNullElse(body.organisationId(), viewer.organisationId());
        DeliveryAddress made = addresses.create(viewer, body.draft(owner));
        return Versions.created(
                "/api/v1/delivery-addresses", made.id(), View.of(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a delivery address; orders keep it as it was")
    ResponseEntity<View> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        DeliveryAddress before = addresses.get(viewer, id);
        int version = Versions.expected(ifMatch, before.version());
        DeliveryAddress after =
                addresses.update(viewer, id, version, body.draft(before.organisationId()));
        return Versions.ok(View.of(after), after.version());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Retire a delivery address: it is no longer offered")
    void retire(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        int version = Versions.expected(ifMatch, addresses.get(viewer, id).version());
        addresses.retire(viewer, id, version);
    }
}
