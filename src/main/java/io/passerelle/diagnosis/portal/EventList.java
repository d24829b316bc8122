package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.diagnosis.EventText;
import io.passerelle.diagnosis.EventWords;
import io.passerelle.diagnosis.Speech;
import io.passerelle.diagnosis.TimelineEvent;
import io.passerelle.portal.Times;
import java.util.List;
import java.util.Locale;

/** Some events under each other: when, what, and what else is known. */
final class EventList extends UnorderedList {

    EventList(List<TimelineEvent> events, Speech speech, Times times) {
        addClassName("events");
        events.forEach(event -> add(line(event, speech, times)));
    }

    private static ListItem line(TimelineEvent event, Speech speech, Times times) {
        EventText text = EventWords.of(event);
        Span at = new Span(times.text(event.at()));
        at.addClassNames("at", "nums");
        String words = speech.say(text.what());
        Component what = text.link().isEmpty() ? new Span(words) : new Anchor(text.link(), words);
        what.addClassName("what");
        Span detail = new Span(speech.say(text.detail()));
        detail.addClassName("about");
        ListItem line = new ListItem(at, what, detail);
        line.addClassName(text.mood().name().toLowerCase(Locale.ROOT));
        return line;
    }
}
