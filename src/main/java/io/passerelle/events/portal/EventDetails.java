package io.passerelle.events.portal;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import io.passerelle.events.Event;
import io.passerelle.events.EventKind;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;

/** Everything one event tells. */
final class EventDetails extends Div {

    EventDetails(Kit kit, EventValues values, Event event, String organisation) {
        setId("event-details");
        add(new H2(EventWords.kind(event.kind())));
        EventKind.of(event.kind())
                .ifPresent(kind -> add(new Paragraph(Texts.text("events.when." + kind.id()))));
        add(
                new Facts(EventsPage.NAME)
                        .fact("at", kit.times().cell(event.at()))
                        .fact("severity", EventWords.severity(event.severity()))
                        .fact("subject", EventWords.subject(event))
                        .fact("actor", Cell.of(event.actor()))
                        .fact("organisation", Cell.of(organisation))
                        .fact("node", Cell.of(event.node()))
                        .fact("id", Cell.mono(event.kind())));
        if (!event.data().isEmpty()) {
            add(new H3(Texts.text(EventsPage.NAME + ".data")));
            DescriptionList data = new DescriptionList();
            data.addClassName("facts");
            event.data()
                    .forEach((field, value) ->
                            data.add(
                                    new DescriptionList.Term(EventWords.field(field)),
                                    new DescriptionList.Description(
                                            values.text(event, field, value))));
            add(data);
        }
    }
}
