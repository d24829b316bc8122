package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.passerelle.diagnosis.EventText;
import io.passerelle.diagnosis.EventWords;
import io.passerelle.diagnosis.Phrase;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.Timeline;
import io.passerelle.diagnosis.TimelineEvent;
import io.passerelle.diagnosis.TimelineKind;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import io.passerelle.sims.Sim;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chronologie: all that happened to a card in one order (M2M-9). */
@Route("sims/:simId/timeline")
@PermitAll
class TimelinePage extends ListPage {

    static final String NAME = "diagnosis.timeline";

    private final SimFileServices services;
    private final SimHead head = new SimHead(SimHead.Place.TIMELINE);
    private final Speech speech;
    private @Nullable UUID simId;

    TimelinePage(Kit kit, SimFileServices services) {
        super(kit, NAME);
        this.services = services;
        this.speech = services.speech(kit);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<Sim> sim = SimPage.sim(event, kit(), services);
        if (sim.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        if (simId != null && !simId.equals(sim.get().id())) {
            // a page has its lists for good: another card's is another page
            event.getUI().getPage().setLocation(event.getLocation().getPathWithQueryParameters());
            return;
        }
        if (simId == null) {
            simId = sim.get().id();
            head.show(sim.get());
            above(head);
            show(list(sim.get()));
        }
        super.beforeEnter(event);
    }

    private ListDefinition<TimelineEvent> list(Sim sim) {
        Times times = kit().times();
        ListDefinition<TimelineEvent> list =
                ListDefinition.of(
                                NAME,
                                services.timeline().of(kit().viewer(), sim.id()),
                                event -> event.kind() + ":" + event.id())
                        .withoutSearch()
                        .orderedBy("at", true)
                        .column(
                                Column.<TimelineEvent>of("at", event -> times.cell(event.at()))
                                        .exportedAs(event -> times.exported(event.at()))
                                        .narrow()
                                        .wide("11.6em", 0))
                        .column(Column.of("kind", this::kind).narrow().wide("13em", 0))
                        .column(Column.of("what", this::what).narrow().wide("18em", 3))
                        .column(Column.text("detail", this::detail).narrow().wide("18em", 4))
                        .filter(Filter.select("kind", this::kinds))
                        .filter(new Filter.Period("at", "since", "until"))
                        .action(
                                RowAction.<TimelineEvent>one(
                                                "open", VaadinIcon.ARROW_FORWARD, this::open)
                                        .when(rows -> !link(rows.getFirst()).isEmpty())
                                        .window()
                                        .usual());
        Timeline.TOPICS.forEach(list::live);
        return list;
    }

    private Cell kind(TimelineEvent event) {
        Tone tone =
                switch (EventWords.of(event).mood()) {
                    case GOOD -> Tone.GOOD;
                    case PLAIN -> Tone.NEUTRAL;
                    case CAUTION -> Tone.WARN;
                    case BAD -> Tone.BAD;
                };
        return Cell.badge(speech.say(Phrase.of("diagnosis.kind", event.kind())), tone);
    }

    private Cell what(TimelineEvent event) {
        EventText text = EventWords.of(event);
        Cell words = Cell.of(speech.say(text.what()));
        return text.link().isEmpty() ? words : words.to(text.link());
    }

    private String detail(TimelineEvent event) {
        return speech.say(EventWords.of(event).detail());
    }

    private static String link(TimelineEvent event) {
        return EventWords.of(event).link();
    }

    private void open(TimelineEvent event) {
        go(link(event));
    }

    private List<Choice> kinds() {
        return Stream.of(TimelineKind.values())
                .map(kind -> new Choice(kind.name(), speech.say(Phrase.of("diagnosis.kind", kind))))
                .toList();
    }
}
