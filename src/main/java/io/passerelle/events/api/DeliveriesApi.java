package io.passerelle.events.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.events.Webhooks;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/webhook-deliveries} (ALL-7). */
@RestController
@RequestMapping("/api/v1/webhook-deliveries")
@Tag(name = "Web hooks", description = "Where events are sent, and what became of each")
class DeliveriesApi implements ListResource {

    private final Webhooks webhooks;

    DeliveriesApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Listing<?> listing() {
        return webhooks.deliveries();
    }

    @GetMapping
    @Operation(summary = "List what was sent to web hooks, or is to be, newest first")
    Listed<DeliveryView> list(Viewer viewer, ListRequest request) {
        webhooks.requireManager(viewer, "webhook-delivery.list", "");
        return request.of(webhooks.deliveries(), viewer, DeliveryView.class, DeliveryView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read what became of one event for one web hook")
    DeliveryView get(Viewer viewer, @PathVariable UUID id) {
        return DeliveryView.of(webhooks.delivery(viewer, id));
    }

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Send one again",
            description = "With the same identifier: who has it already recognises it.")
    DeliveryView replay(Viewer viewer, @PathVariable UUID id) {
        return DeliveryView.of(webhooks.replay(viewer, id));
    }
}
