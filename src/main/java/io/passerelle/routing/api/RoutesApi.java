package io.passerelle.routing.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ApiTexts;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Versions;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Listing;
import io.passerelle.routing.Destination;
import io.passerelle.routing.DestinationHealth;
import io.passerelle.routing.RouteDraft;
import io.passerelle.routing.RouteRow;
import io.passerelle.routing.Routes;
import io.passerelle.routing.SharePreview;
import io.passerelle.routing.Weighted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
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

/** {@code /api/v1/routes} (M2M-21 to M2M-26). */
@RestController
@RequestMapping("/api/v1/routes")
@Tag(name = "Routes", description = "IP M2M routes: from a group's input port to servers")
class RoutesApi implements ListResource {

    private final Routes routes;
    private final DestinationHealth health;
    private final ApiTexts texts;

    RoutesApi(Routes routes, DestinationHealth health, ApiTexts texts) {
        this.routes = routes;
        this.health = health;
        this.texts = texts;
    }

    /** What saving would come to. */
    @Schema(name = "RoutePreview")
    record Preview(
            @Schema(
                            description = "What the shares come to; null while they are not valid",
                            example = "66.66 % / 33.33 %, then 100 %")
                    @Nullable String shares,
            @Schema(description = "What saving would be refused for; empty when it would not be")
                    List<Fault> problems) {}

    /** One reason. */
    @Schema(name = "RouteProblem")
    record Fault(String field, String code, String detail) {}

    @Override
    public Listing<?> listing() {
        return routes.listing();
    }

    @GetMapping
    @Operation(summary = "List routes, with the health of their destinations")
    Listed<RouteView> list(Viewer viewer, ListRequest request, HttpServletRequest http) {
        Locale locale = ApiLocale.of(http);
        return request.of(
                routes.listing(),
                viewer,
                RouteView.class,
                row -> RouteView.of(row, health, locale));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a route, with the health of its destinations")
    ResponseEntity<RouteView> get(Viewer viewer, @PathVariable UUID id, HttpServletRequest http) {
        return shown(routes.get(viewer, id), http);
    }

    @PostMapping
    @Operation(summary = "Make a route; it is in force on every gateway within a second")
    ResponseEntity<RouteView> create(
            Viewer viewer, @RequestBody RouteBody body, HttpServletRequest http) {
        RouteRow made = routes.create(viewer, body.draft());
        return Versions.created(
                "/api/v1/routes",
                made.route().id(),
                RouteView.of(made, health, ApiLocale.of(http)),
                made.route().version());
    }

    @PutMapping("/{id}")
    @Operation(
            summary =
                    "Change a route; open connections to destinations it no longer has follow onRemoval")
    ResponseEntity<RouteView> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody RouteBody body,
            HttpServletRequest http) {
        int version = Versions.expected(ifMatch, routes.get(viewer, id).route().version());
        return shown(routes.update(viewer, id, version, body.draft()), http);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a route; connections it carries follow its onRemoval")
    void delete(Viewer viewer, @PathVariable UUID id) {
        routes.delete(viewer, id);
    }

    @PostMapping("/preview")
    @Operation(
            summary = "Tell what a route's shares come to and what saving it would be refused for")
    Preview preview(Viewer viewer, @RequestBody RouteBody body, HttpServletRequest http) {
        Locale locale = ApiLocale.of(http);
        RouteDraft draft = body.draft();
        List<Fault> faults =
                routes.problems(viewer, null, draft).stream().map(e -> fault(e, locale)).toList();
        return new Preview(shares(draft, locale), faults);
    }

    private static @Nullable String shares(RouteDraft draft, Locale locale) {
        record Part(int priority, int share) implements Weighted {}
        boolean valid =
                !draft.destinations().isEmpty()
                        && draft.destinations().stream()
                                .allMatch(d ->
                                        d.priority() >= 1
                                                && d.priority() <= Destination.MOST
                                                && d.share() >= 1
                                                && d.share() <= Destination.MOST);
        return valid
                ? SharePreview.of(
                        draft.destinations().stream()
                                .map(d -> new Part(d.priority(), d.share()))
                                .toList(),
                        locale)
                : null;
    }

    private Fault fault(FieldError error, Locale locale) {
        return new Fault(
                error.field(), error.code(), texts.error(error.code(), error.arguments(), locale));
    }

    private ResponseEntity<RouteView> shown(RouteRow row, HttpServletRequest http) {
        return Versions.ok(RouteView.of(row, health, ApiLocale.of(http)), row.route().version());
    }
}
