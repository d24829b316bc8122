package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.TimelineEvent;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Kit;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatusChange;
import io.passerelle.sims.portal.SimWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Its status with the way that led there: changes, and what was asked of the mobile operator. */
final class RequestsCard extends Card<RequestsCard.Shown> {

    private final Kit kit;
    private final Speech speech;

    /** What led to the card's status. */
    record Shown(Sim sim, List<SimRequest> requests, List<SimStatusChange> statuses) {}

    RequestsCard(Kit kit, Speech speech) {
        super("status");
        this.kit = kit;
        this.speech = speech;
    }

    @Override
    List<Component> parts(Shown now) {
        List<Component> parts = new ArrayList<>();
        Span since =
                new Span(
                        now.statuses().isEmpty()
                                ? text("status.added", kit.times().text(now.sim().createdAt()))
                                : text(
                                        "status.since",
                                        kit.times().text(now.statuses().getFirst().at())));
        Div verdict = new Div(Badges.of(SimWords.status(now.sim())), since);
        verdict.addClassName("verdict");
        parts.add(verdict);
        List<TimelineEvent> events = events(now);
        if (!events.isEmpty()) {
            parts.add(new EventList(events, speech, kit.times()));
        }
        parts.add(all("status.all", "sim-requests?simId=" + now.sim().id()));
        return parts;
    }

    /** The newest first. */
    private static List<TimelineEvent> events(Shown now) {
        Stream<TimelineEvent> asked = now.requests().stream().map(TimelineEvent.Request::new);
        Stream<TimelineEvent> answered =
                now.requests().stream()
                        .filter(request -> request.answeredAt() != null)
                        .map(TimelineEvent.Answer::new);
        Stream<TimelineEvent> moved = now.statuses().stream().map(TimelineEvent.StatusChange::new);
        return Stream.concat(moved, Stream.concat(asked, answered))
                .sorted(
                        Comparator.comparing(TimelineEvent::at)
                                .thenComparing(event -> event.kind().source())
                                .reversed())
                .toList();
    }
}
