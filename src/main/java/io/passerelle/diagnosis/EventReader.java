package io.passerelle.diagnosis;

import io.passerelle.alerts.Alerts;
import io.passerelle.connections.Connections;
import io.passerelle.diagnosis.TimelineKind.Source;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Visible;
import io.passerelle.sessions.Authentications;
import io.passerelle.sessions.Sessions;
import io.passerelle.sims.SimRequests;
import io.passerelle.sims.SimStatusHistory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads what events are, from the modules they belong to. */
@Component
final class EventReader {

    private final Alerts alerts;
    private final Authentications authentications;
    private final Sessions sessions;
    private final Connections connections;
    private final SimRequests requests;
    private final SimStatusHistory statuses;

    EventReader(
            Alerts alerts,
            Authentications authentications,
            Sessions sessions,
            Connections connections,
            SimRequests requests,
            SimStatusHistory statuses) {
        this.alerts = alerts;
        this.authentications = authentications;
        this.sessions = sessions;
        this.connections = connections;
        this.requests = requests;
        this.statuses = statuses;
    }

    /** The events at these places, in their order; one that has gone meanwhile is left out. */
    List<TimelineEvent> read(Visible visible, List<TimelineMark> marks) {
        Map<Source, Map<UUID, TimelineEvent>> found = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            List<UUID> ids =
                    marks.stream()
                            .filter(mark -> mark.kind().source() == source)
                            .map(TimelineMark::id)
                            .toList();
            if (!ids.isEmpty()) {
                found.put(source, read(visible, source, ids));
            }
        }
        List<TimelineEvent> events = new ArrayList<>();
        for (TimelineMark mark : marks) {
            TimelineEvent event = found.getOrDefault(mark.kind().source(), Map.of()).get(mark.id());
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private Map<UUID, TimelineEvent> read(Visible visible, Source source, List<UUID> ids) {
        return switch (source) {
            case AUTHENTICATION ->
                    read(visible, authentications.listing(), ids, TimelineEvent.SignOn::new);
            case ALERT -> read(visible, alerts.listing(), ids, TimelineEvent.RuleApplied::new);
            case STATUS_CHANGE ->
                    read(visible, statuses.listing(), ids, TimelineEvent.StatusChange::new);
            case REQUEST -> read(visible, requests.listing(), ids, TimelineEvent.Request::new);
            case ANSWER -> read(visible, requests.listing(), ids, TimelineEvent.Answer::new);
            case SESSION_START ->
                    read(visible, sessions.listing(), ids, TimelineEvent.SessionStart::new);
            case SESSION_END ->
                    read(visible, sessions.listing(), ids, TimelineEvent.SessionEnd::new);
            case CONNECTION ->
                    read(visible, connections.listing(), ids, TimelineEvent.Connection::new);
        };
    }

    private static <R> Map<UUID, TimelineEvent> read(
            Visible visible, Listing<R> rows, List<UUID> ids, Function<R, TimelineEvent> event) {
        ListQuery wanted =
                ListQuery.ALL.withFilter(
                        "id", ids.stream().map(UUID::toString).toArray(String[]::new));
        Map<UUID, TimelineEvent> found = new HashMap<>();
        for (R row : rows.page(visible, wanted, 0, ids.size())) {
            TimelineEvent made = event.apply(row);
            found.put(made.id(), made);
        }
        return found;
    }
}
