package io.passerelle.sessions.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.NotFound;
import io.passerelle.sessions.Disconnects;
import io.passerelle.sessions.ErrorCause;
import io.passerelle.sessions.OrderState;
import io.passerelle.sessions.SessionOrder;
import io.passerelle.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sessions} (M2M-8). */
@RestController
@RequestMapping("/api/v1/sessions")
@Tag(name = "Sessions", description = "Who is online, who was, and who tried")
class SessionsApi implements ListResource {

    private final Sessions sessions;
    private final Disconnects disconnects;

    SessionsApi(Sessions sessions, Disconnects disconnects) {
        this.sessions = sessions;
        this.disconnects = disconnects;
    }

    /** What the network was told, and what it answered. */
    @Schema(name = "SessionDisconnect")
    record DisconnectView(
            UUID id,
            UUID sessionId,
            @Schema(description = "DISCONNECT, or COA when the session is to change")
                    SessionOrder.Kind kind,
            @Schema(
                            description =
                                    "PERSON; BARRED when the card may no longer be used; DEVICE when it"
                                            + " is in another than its device; GROUP when it moved")
                    SessionOrder.Cause cause,
            String askedBy,
            Instant askedAt,
            OrderState state,
            @Schema(
                            description = "Why the network will not (RFC 5176 section 3.5)",
                            example = "503 Session Context Not Found")
                    @Nullable String errorCause,
            int attempts,
            @Nullable Instant answeredAt) {

        static DisconnectView of(SessionOrder order) {
            Integer cause = order.errorCause();
            return new DisconnectView(
                    order.id(),
                    order.sessionId(),
                    order.kind(),
                    order.cause(),
                    order.askedBy(),
                    order.askedAt(),
                    order.state(),
                    cause == null ? null : ErrorCause.text(cause),
                    order.attempts(),
                    order.answeredAt());
        }
    }

    @PostMapping("/{id}/disconnect")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ask the network to end a session (RFC 5176)",
            description = "The session ends when the network says so.")
    DisconnectView disconnect(Viewer viewer, @PathVariable UUID id) {
        return DisconnectView.of(disconnects.ask(viewer, id));
    }

    @GetMapping("/{id}/disconnect")
    @Operation(summary = "What the network answered when it was last asked to end a session")
    DisconnectView disconnected(Viewer viewer, @PathVariable UUID id) {
        sessions.get(viewer, id);
        return disconnects
                .lastOf(viewer, id)
                .map(DisconnectView::of)
                .orElseThrow(() -> new NotFound("disconnect", id));
    }

    @GetMapping("/{id}/orders")
    @Operation(summary = "What the network was asked about a session, newest first, 20 at most")
    List<DisconnectView> orders(Viewer viewer, @PathVariable UUID id) {
        sessions.get(viewer, id);
        return disconnects.of(viewer, id).stream().map(DisconnectView::of).toList();
    }

    @Override
    public Listing<?> listing() {
        return sessions.listing();
    }

    @GetMapping
    @Operation(
            summary = "List sessions",
            description = "open=true gives those online; since and until bound startedAt.")
    Listed<SessionView> list(Viewer viewer, ListRequest request) {
        return request.of(sessions.listing(), viewer, SessionView.class, SessionView::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a session")
    SessionView get(Viewer viewer, @PathVariable UUID id) {
        return SessionView.of(sessions.get(viewer, id));
    }
}
