package io.passerelle.routing.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ApiTexts;
import io.passerelle.api.Required;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Refused;
import io.passerelle.routing.Explanation;
import io.passerelle.routing.Explanations;
import io.passerelle.routing.WhatIf;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/explanations} (M2M-32): changes nothing. */
@RestController
@Tag(name = "Routes")
class ExplanationsApi {

    private final Explanations explanations;
    private final ApiTexts texts;

    ExplanationsApi(Explanations explanations, ApiTexts texts) {
        this.explanations = explanations;
        this.texts = texts;
    }

    /** What is asked. */
    @Schema(name = "ExplanationQuestion")
    record Question(
            @Schema(description = "The card that would connect") @Nullable UUID simId,
            @Schema(description = "The gateway's port, without the shift", example = "4001")
                    @Nullable Integer inputPort,
            @Schema(description = "What if this were saved") @Nullable RouteBody draft,
            @Schema(
                            description = "What if these servers died",
                            example = "[\"server.example:8000\"]")
                    @Nullable List<String> dead) {}

    /** What would happen. */
    @Schema(name = "Explanation")
    record View(
            @Schema(description = "Whether the terminal would reach a server") boolean carried,
            @Schema(description = "In the order in which the gateway decides") List<StepView> steps,
            @Schema(description = "In order of priority; empty without a route")
                    List<ChoiceView> choices) {}

    /** One decision. */
    @Schema(name = "ExplanationStep")
    record StepView(
            Explanation.Topic topic,
            Explanation.Verdict verdict,
            @Schema(description = "Stable, for programs", example = "route.found") String code,
            @Schema(description = "For people") String detail) {}

    /** A server and its chances. */
    @Schema(name = "ExplanationChoice")
    record ChoiceView(
            RouteView.DestinationView destination,
            @Schema(description = "That it takes the connection, 0 to 1") double probability,
            @Schema(description = "Its part of what comes to its priority, 0 to 1") double part,
            @Schema(description = "Taken to be down by the question") boolean assumedDead,
            @Schema(description = "What its name leads to") List<String> addresses,
            @Schema(description = "An older answer, because the name does not resolve now")
                    boolean namesKept,
            @Schema(description = "Addresses that may not be dialled") List<String> refused) {

        static ChoiceView of(Explanation.Choice choice) {
            return new ChoiceView(
                    RouteView.destination(choice.destination(), choice.health()),
                    choice.probability(),
                    choice.part(),
                    choice.assumedDead(),
                    choice.addresses().stream().map(a -> a.getHostAddress()).toList(),
                    choice.namesKept(),
                    choice.refused().stream().map(a -> a.getHostAddress()).toList());
        }
    }

    @PostMapping("/api/v1/explanations")
    @Operation(
            summary = "Tell what a card's connection on a port would meet now, and why",
            description =
                    "With draft: what if this were saved. With dead: what if these servers died. Nothing "
                            + "is changed and nothing is connected.")
    View explain(Viewer viewer, @RequestBody Question body, HttpServletRequest http) {
        var required = new Required();
        UUID sim = required.id("simId", body.simId());
        int port = required.of("inputPort", body.inputPort(), 0);
        required.check();
        RouteBody draft = body.draft();
        var whatIf = new WhatIf(draft == null ? null : draft.draft(), dead(body.dead()));
        return view(explanations.explain(viewer, sim, port, whatIf), ApiLocale.of(http));
    }

    private static Set<HostPort> dead(@Nullable List<String> given) {
        List<String> servers = Objects.requireNonNullElse(given, List.of());
        Set<HostPort> dead = new HashSet<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Optional<HostPort> server = HostPort.parse(servers.get(i));
            server.ifPresent(dead::add);
            if (server.isEmpty()) {
                errors.add(FieldError.of("dead[" + i + "]", "host.bad", servers.get(i)));
            }
        }
        Refused.ifAny(errors);
        return dead;
    }

    private View view(Explanation explanation, Locale locale) {
        return new View(
                explanation.carried(),
                explanation.steps().stream()
                        .map(s ->
                                new StepView(
                                        s.topic(),
                                        s.verdict(),
                                        s.code(),
                                        texts.text(s.key(), s.arguments(), locale)))
                        .toList(),
                explanation.choices().stream().map(ChoiceView::of).toList());
    }
}
