package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.TimelineEvent;
import io.passerelle.portal.Kit;
import java.util.List;

/** The newest events of some kinds. */
final class EventsCard extends Card<List<TimelineEvent>> {

    private final Kit kit;
    private final Speech speech;
    private final String key;
    private final String all;

    /**
     * @param all the page with all of them
     */
    EventsCard(String key, Kit kit, Speech speech, String all) {
        super(key);
        this.key = key;
        this.kit = kit;
        this.speech = speech;
        this.all = all;
    }

    @Override
    List<Component> parts(List<TimelineEvent> events) {
        return events.isEmpty()
                ? List.of(nothing(key + ".none"))
                : List.of(new EventList(events, speech, kit.times()), all(key + ".all", all));
    }
}
