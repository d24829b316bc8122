package io.passerelle.events.portal;

import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.events.Event;
import io.passerelle.events.Events;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.MessageBundles;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.Times;
import jakarta.annotation.security.PermitAll;

/** What happened, newest first (ALL-7). */
@Route("events")
@PermitAll
class EventsPage extends ListPage {

    static final String NAME = "events.events";

    private final Organisations organisations;

    EventsPage(Kit kit, Events events, Organisations organisations, MessageBundles bundles) {
        super(kit, NAME);
        var values = new EventValues(bundles, kit.times());
        this.organisations = organisations;
        ListDefinition<Event> list =
                ListDefinition.of(NAME, events.listing(kit.viewer()), Event::id)
                        .live(Events.TOPIC)
                        .orderedBy("at", true)
                        .details(
                                event -> new EventDetails(kit, values, event, organisation(event)));
        columns(list, values, kit.times());
        filters(list);
        show(list);
    }

    private void columns(ListDefinition<Event> list, EventValues values, Times times) {
        list.column(
                        Column.<Event>of("at", event -> times.cell(event.at()))
                                .sortable()
                                .narrow()
                                .exportedAs(event -> times.exported(event.at()))
                                .wide("11.4em", 0))
                .column(
                        Column.<Event>text("kind", event -> EventWords.kind(event.kind()))
                                .narrow()
                                .wide("13em", 2))
                .column(
                        Column.<Event>of("severity", e -> EventWords.severity(e.severity()))
                                .narrow()
                                .wide("9.4em", 0))
                .column(Column.of("subject", EventWords::subject).narrow().wide("13.6em", 1))
                .column(Column.text("data", values::line).wide("13em", 3))
                .column(Column.text("actor", Event::actor).wide("7em", 1))
                .column(Column.text("organisation", this::organisation).wide("9em", 2))
                .column(Column.mono("id", Event::kind).hidden().wide("11em", 1))
                .column(Column.text("node", Event::node).hidden().wide("8em", 1));
    }

    private void filters(ListDefinition<Event> list) {
        list.filter(Filter.select("kind", () -> EventWords.kinds(kit().viewer())))
                .filter(Filter.select("severity", EventWords::severities))
                .filter(Filter.select("subjectKind", () -> EventWords.subjects(kit().viewer())))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .filter(Filter.period("at"))
                .filter(Filter.linked("subjectId", Filter::brief))
                .filter(Filter.linked("id", Filter::brief));
    }

    private String organisation(Event event) {
        return event.organisationId() == null
                ? ""
                : organisations.tree().name(event.organisationId());
    }
}
