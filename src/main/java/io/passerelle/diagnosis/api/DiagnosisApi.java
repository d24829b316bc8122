package io.passerelle.diagnosis.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ApiTexts;
import io.passerelle.diagnosis.Actor;
import io.passerelle.diagnosis.Diagnoses;
import io.passerelle.diagnosis.Diagnosis;
import io.passerelle.diagnosis.Finding;
import io.passerelle.diagnosis.Looks;
import io.passerelle.diagnosis.Speech;
import io.passerelle.sims.SimCards;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/sims/{id}/diagnosis} (M2M-9). */
@RestController
@Tag(name = "SIM cards")
class DiagnosisApi {

    private final SimCards cards;
    private final Diagnoses diagnoses;
    private final Looks looks;
    private final ApiTexts texts;

    DiagnosisApi(SimCards cards, Diagnoses diagnoses, Looks looks, ApiTexts texts) {
        this.cards = cards;
        this.diagnoses = diagnoses;
        this.looks = looks;
        this.texts = texts;
    }

    /** Why a terminal does not work. */
    @Schema(name = "Diagnosis")
    record View(
            Instant at,
            @Schema(description = "Whether nothing was found that stops the terminal")
                    boolean passes,
            @Schema(description = "The first thing that stops it; when nothing does, that it works")
                    FindingView answer,
            @Schema(description = "What else was found, in the order a terminal meets it")
                    List<FindingView> others) {}

    /** Something that was found. */
    @Schema(name = "Finding")
    record FindingView(
            @Schema(description = "Stable, for programs", example = "no_route") String code,
            @Schema(description = "Whether nothing of the terminal gets through because of it")
                    boolean stops,
            @Schema(description = "Who can do something about it") Actor actor,
            @Schema(description = "For people", example = "The password is wrong") String title,
            @Schema(description = "What it means, with the facts") String why,
            @Schema(description = "What to do about it") String todo,
            @Schema(description = "The events it is known by, newest first")
                    List<TimelineView> evidence) {}

    @GetMapping("/api/v1/sims/{id}/diagnosis")
    @Operation(
            summary = "Tell why a SIM card's terminal does not work, or that it does",
            description =
                    "From the card's own events and what it depends on, by the rules of"
                            + " docs/diagnosis.md. Texts are in the language of Accept-Language, times they name in"
                            + " UTC. Reading is noted in the audit log, once a quarter of an hour.")
    View get(Viewer viewer, @PathVariable UUID id, HttpServletRequest http) {
        looks.noted(viewer, cards.get(viewer, id));
        Speech speech = new Speech(texts, ApiLocale.of(http), ZoneOffset.UTC);
        Diagnosis diagnosis = diagnoses.of(viewer, id);
        return new View(
                diagnosis.at(),
                !diagnosis.answer().stops(),
                view(diagnosis.answer(), speech),
                diagnosis.others().stream().map(finding -> view(finding, speech)).toList());
    }

    private static FindingView view(Finding finding, Speech speech) {
        return new FindingView(
                finding.code(),
                finding.stops(),
                finding.actor(),
                speech.say(finding.title()),
                speech.say(finding.why()),
                speech.say(finding.todo()),
                finding.evidence().stream().map(event -> TimelineView.of(event, speech)).toList());
    }
}
