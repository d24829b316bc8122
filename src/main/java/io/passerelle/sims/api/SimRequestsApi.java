package io.passerelle.sims.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiTexts;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.CardSessions;
import io.passerelle.sims.NewCard;
import io.passerelle.sims.Reason;
import io.passerelle.sims.RequestState;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimAction;
import io.passerelle.sims.SimCards;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sim-requests} (M2M-3, M2M-5). */
@RestController
@RequestMapping("/api/v1/sim-requests")
@Tag(name = "SIM requests", description = "What is asked of mobile operators")
class SimRequestsApi implements ListResource {

    private final SimRequests requests;
    private final SimCards cards;
    private final ApiTexts texts;
    private final ObjectProvider<CardSessions> sessions;

    SimRequestsApi(
            SimRequests requests,
            SimCards cards,
            ApiTexts texts,
            ObjectProvider<CardSessions> sessions) {
        this.sessions = sessions;
        this.requests = requests;
        this.cards = cards;
        this.texts = texts;
    }

    /** What is asked. */
    @Schema(name = "NewSimRequest")
    record Ask(
            @Nullable UUID simId,
            @Schema(description = "ACTIVATE, SUSPEND, REACTIVATE, REPLACE or TERMINATE")
                    @Nullable SimAction action,
            @Schema(description = "For who answers", maxLength = 500) @Nullable String comment,
            @Schema(
                            description =
                                    "Of a replacement: the new card; left out, the mobile operator"
                                            + " names it",
                            example = "8933010000000000025")
                    @Nullable String newIccid,
            @Schema(description = "Of a replacement: the new card's IMSI")
                    @Nullable String newImsi) {

        NewCard card() {
            return newCard(newIccid, newImsi, null);
        }
    }

    /** The new card of a replacement that is done. */
    @Schema(name = "SimRequestConfirmation")
    record Confirmation(
            @Schema(description = "Needed for a replacement, unless the request names it")
                    @Nullable String newIccid,
            @Nullable String newImsi,
            @Schema(description = "The number of the card it replaces unless given")
                    @Nullable String newMsisdn) {}

    private static NewCard newCard(
            @Nullable String iccid, @Nullable String imsi, @Nullable String msisdn) {
        return new NewCard(
                Objects.requireNonNullElse(iccid, ""),
                Objects.requireNonNullElse(imsi, ""),
                Objects.requireNonNullElse(msisdn, ""));
    }

    /** Why not. */
    @Schema(name = "SimRequestRefusal")
    record Refusal(@Schema(maxLength = 500) @Nullable String reason) {}

    /** What can be done with a card now. */
    @Schema(name = "SimActions")
    record Actions(
            SimStatus status,
            @Schema(description = "What the caller may do now, in the menus' order")
                    List<SimAction> actions) {}

    /** A request. */
    @Schema(name = "SimRequest")
    record View(
            UUID id,
            UUID simId,
            @Schema(example = "8933010000000000017") String iccid,
            UUID organisationId,
            SimAction action,
            RequestState state,
            @Schema(description = "The card's status when it was asked") SimStatus before,
            String comment,
            String askedBy,
            Instant askedAt,
            @Schema(description = "The mobile operator", example = "Orange") String operator,
            @Schema(description = "How it is reached; empty until it was tried") String adapter,
            @Schema(description = "How often it was tried") int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant sentAt,
            @Schema(description = "The mobile operator's own name for it") String reference,
            @Nullable Instant answeredAt,
            String answeredBy,
            @Schema(description = "Why it was refused or failed, in the caller's language")
                    String reason,
            @Schema(
                            description =
                                    "The same for programs; empty when somebody's words say it",
                            example = "NO_ANSWER")
                    String reasonCode,
            @Schema(description = "Of a replacement: the new card's number; empty while unknown")
                    String newIccid,
            @Schema(description = "Of a replacement that is done: the new card")
                    @Nullable UUID newSimId) {

        static View of(SimRequest r, ApiTexts texts, Locale locale) {
            return new View(
                    r.id(),
                    r.simId(),
                    r.iccid(),
                    r.organisationId(),
                    r.action(),
                    r.state(),
                    r.before(),
                    r.comment(),
                    r.askedBy(),
                    r.askedAt(),
                    r.operator(),
                    r.adapter(),
                    r.attempts(),
                    r.nextAttemptAt(),
                    r.sentAt(),
                    r.reference(),
                    r.answeredAt(),
                    r.answeredBy(),
                    told(r.reason(), texts, locale),
                    r.reason().code(),
                    r.newCard().iccid(),
                    r.newSimId());
        }
    }

    private static String told(Reason reason, ApiTexts texts, Locale locale) {
        if (reason.code().isEmpty()) {
            return reason.text();
        }
        String words =
                texts.text("sims.reason." + reason.code(), List.copyOf(reason.arguments()), locale);
        return (words + " " + reason.text()).strip();
    }

    private View view(Viewer viewer, SimRequest request) {
        return View.of(request, texts, viewer.locale());
    }

    @Override
    public Listing<?> listing() {
        return requests.listing();
    }

    @GetMapping
    @Operation(summary = "List requests to mobile operators")
    Listed<View> list(Viewer viewer, ListRequest request) {
        return request.of(requests.listing(), viewer, View.class, row -> view(viewer, row));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a request to a mobile operator")
    View get(Viewer viewer, @PathVariable UUID id) {
        return view(viewer, requests.get(viewer, id));
    }

    @GetMapping("/{id}/network")
    @Operation(
            summary = "What the network was asked about the card's sessions, and answered",
            description = "From the request to an hour after its answer, oldest first, 20 at most.")
    List<CardSessions.NetworkOrder> network(Viewer viewer, @PathVariable UUID id) {
        SimRequest request = requests.get(viewer, id);
        CardSessions network = sessions.getIfAvailable();
        return network == null
                ? List.of()
                : network.orders(request.simId(), request.askedAt(), request.effectsUntil());
    }

    @GetMapping("/possible/{simId}")
    @Operation(summary = "What the caller may do with a card in its present status")
    Actions possible(Viewer viewer, @PathVariable UUID simId) {
        Sim sim = cards.get(viewer, simId);
        return new Actions(sim.status(), SimAction.possible(viewer, sim));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Ask the mobile operator for something",
            description =
                    "The card waits in the status the request leads to until it is answered."
                            + " If-Match with the card's version refuses it when somebody else changed"
                            + " the card.")
    ResponseEntity<View> ask(
            Viewer viewer,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Ask body) {
        var required = new Required();
        UUID simId = required.id("simId", body.simId());
        SimAction action = required.of("action", body.action(), SimAction.LABEL);
        required.check();
        int version = Versions.expected(ifMatch, cards.get(viewer, simId).version());
        String comment = Objects.requireNonNullElse(body.comment(), "");
        SimRequest asked = requests.ask(viewer, simId, version, action, comment, body.card());
        return Versions.created("/api/v1/sim-requests", asked.id(), view(viewer, asked), 1);
    }

    @PostMapping("/{id}/withdraw")
    @Operation(summary = "Take a request back: the card is where it was")
    View withdraw(Viewer viewer, @PathVariable UUID id) {
        SimRequest request = requests.get(viewer, id);
        requests.withdrawOpen(viewer, request);
        return view(viewer, requests.get(viewer, id));
    }

    @PostMapping("/{id}/confirm")
    @Operation(summary = "Say that it was done; for the operator's people, by hand")
    View confirm(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Confirmation body) {
        NewCard card =
                body == null
                        ? NewCard.UNKNOWN
                        : newCard(body.newIccid(), body.newImsi(), body.newMsisdn());
        return view(viewer, requests.answerByHand(viewer, id, true, "", card));
    }

    @PostMapping("/{id}/refuse")
    @Operation(summary = "Say that it will not be done; for the operator's people, by hand")
    View refuse(Viewer viewer, @PathVariable UUID id, @RequestBody Refusal body) {
        String reason = Objects.requireNonNullElse(body.reason(), "");
        return view(viewer, requests.answerByHand(viewer, id, false, reason));
    }
}
