package io.passerelle.orders.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.foundation.Listing;
import io.passerelle.orders.FormFactor;
import io.passerelle.orders.Order;
import io.passerelle.orders.OrderDraft;
import io.passerelle.orders.Orders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/orders} (M2M-4). */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders", description = "Orders of SIM cards, for those who place and who deliver them")
class OrdersApi implements ListResource {

    private final Orders orders;

    OrdersApi(Orders orders) {
        this.orders = orders;
    }

    /** What is ordered. */
    @Schema(name = "NewOrder")
    record Create(
            @Schema(description = "Your own organisation unless given")
                    @Nullable UUID organisationId,
            @Schema(description = "The organisation's default group unless given")
                    @Nullable UUID groupId,
            @Schema(description = "One of the organisation's delivery addresses")
                    @Nullable UUID addressId,
            @Schema(minimum = "1", maximum = "100000") @Nullable Integer quantity,
            @Schema(description = "The mobile operator", example = "Orange", maxLength = 80)
                    @Nullable String operator,
            @Nullable FormFactor formFactor,
            @Schema(description = "What you call it by", maxLength = 60) @Nullable String reference,
            @Schema(maxLength = 1_000) @Nullable String remark) {

        OrderDraft draft(UUID own) {
            var required = new Required();
            var draft =
                    new OrderDraft(
                            Objects.requireNonNullElse(organisationId, own),
                            groupId,
                            required.id("addressId", addressId),
                            required.of("quantity", quantity, 0),
                            required.text("operator", operator),
                            required.of("formFactor", formFactor, FormFactor.MINI_2FF),
                            Objects.requireNonNullElse(reference, ""),
                            Objects.requireNonNullElse(remark, ""));
            required.check();
            return draft;
        }
    }

    /** Why. */
    @Schema(name = "OrderReason")
    record Reason(@Schema(maxLength = 500) @Nullable String reason) {

        String text() {
            return Objects.requireNonNullElse(reason, "");
        }
    }

    @Override
    public Listing<?> listing() {
        return orders.listing();
    }

    @GetMapping
    @Operation(summary = "List orders, the last one first")
    Listed<OrderView> list(Viewer viewer, ListRequest request) {
        return request.of(orders.listing(), viewer, OrderView.class, OrderView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an order")
    OrderView get(Viewer viewer, @PathVariable UUID id) {
        return OrderView.of(orders.get(viewer, id));
    }

    @GetMapping("/{id}/events")
    @Operation(summary = "What happened to an order, oldest first")
    List<OrderView.Event> events(Viewer viewer, @PathVariable UUID id) {
        return orders.history(viewer, id).stream().map(OrderView.Event::of).toList();
    }

    @PostMapping
    @Operation(summary = "Order SIM cards")
    ResponseEntity<OrderView> place(Viewer viewer, @RequestBody Create body) {
        Order placed = orders.place(viewer, body.draft(viewer.organisationId()));
        return ResponseEntity.created(URI.create("/api/v1/orders/" + placed.id()))
                .body(OrderView.of(placed));
    }

    @PostMapping("/{id}/accept")
    @Operation(summary = "Say that an order will be delivered; for the operator's people")
    OrderView accept(Viewer viewer, @PathVariable UUID id) {
        return OrderView.of(orders.accept(viewer, id));
    }

    @PostMapping("/{id}/refuse")
    @Operation(summary = "Say why an order will not be delivered; for the operator's people")
    OrderView refuse(Viewer viewer, @PathVariable UUID id, @RequestBody Reason body) {
        return OrderView.of(orders.refuse(viewer, id, body.text()));
    }

    @PostMapping("/{id}/close")
    @Operation(
            summary = "Say why the cards still to come will not; for the operator's people",
            description = "Of an order of which a parcel was sent already")
    OrderView close(Viewer viewer, @PathVariable UUID id, @RequestBody Reason body) {
        return OrderView.of(orders.close(viewer, id, body.text()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Take an order back that nobody has accepted")
    OrderView cancel(Viewer viewer, @PathVariable UUID id) {
        return OrderView.of(orders.cancel(viewer, id));
    }
}
