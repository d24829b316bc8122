package io.passerelle.events.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.events.Events;
import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/events} (ALL-7). */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events", description = "What happened to one's organisations and those below")
class EventsApi implements ListResource {

    private final Events events;

    EventsApi(Events events) {
        this.events = events;
    }

    @Override
    public Listing<?> listing() {
        return events.listing();
    }

    @GetMapping
    @Operation(summary = "List events, newest first")
    Listed<EventView> list(Viewer viewer, ListRequest request) {
        return request.of(events.listing(viewer), viewer, EventView.class, EventView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an event")
    EventView get(Viewer viewer, @PathVariable UUID id) {
        return EventView.of(events.get(viewer, id));
    }
}
