package io.passerelle.sessions.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.passerelle.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sessions} (M2M-8). */
@RestController
@RequestMapping("/api/v1/sessions")
@Tag(name = "Sessions", description = "Who is online, who was, and who tried")
class SessionsApi implements ListResource {

    private final Sessions sessions;

    SessionsApi(Sessions sessions) {
        this.sessions = sessions;
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
