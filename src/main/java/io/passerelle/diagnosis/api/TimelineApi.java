package io.passerelle.diagnosis.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiLocale;
import io.passerelle.api.ApiTexts;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.diagnosis.Looks;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.Timeline;
import io.passerelle.foundation.Listing;
import io.passerelle.sims.SimCards;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/sims/{id}/timeline} (M2M-9). */
@RestController
@Tag(name = "SIM cards")
class TimelineApi implements ListResource {

    private final SimCards cards;
    private final Timeline timeline;
    private final Looks looks;
    private final ApiTexts texts;

    TimelineApi(SimCards cards, Timeline timeline, Looks looks, ApiTexts texts) {
        this.cards = cards;
        this.timeline = timeline;
        this.looks = looks;
        this.texts = texts;
    }

    @Override
    public Listing<?> listing() {
        return timeline.shape();
    }

    @GetMapping("/api/v1/sims/{id}/timeline")
    @Operation(
            summary = "List all that happened to a SIM card, newest first",
            description =
                    "Attempts to sign on, sessions, connections once they have ended and those that"
                            + " were refused, requests and answers, alerts, changes of status. Texts"
                            + " are in the language of Accept-Language, times they name in UTC. Reading"
                            + " is noted in the audit log, once a quarter of an hour.")
    Listed<TimelineView> list(
            Viewer viewer, @PathVariable UUID id, ListRequest request, HttpServletRequest http) {
        looks.noted(viewer, cards.get(viewer, id));
        Speech speech = new Speech(texts, ApiLocale.of(http), ZoneOffset.UTC);
        return request.of(
                timeline.of(viewer, id),
                viewer,
                TimelineView.class,
                event -> TimelineView.of(event, speech));
    }
}
