package io.passerelle.events;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.store.EventStore;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.network.GatewaySettings;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.Journal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where modules tell what happened (ALL-7). Live topic {@value #TOPIC}.
 *
 * <pre>{@code
 * events.publish(EventKind.SIM_SUSPENDED.of(sim.organisationId(), sim.id(), sim.iccid()).by(viewer)
 *         .with(EventField.REASON, reason));
 * }</pre>
 */
@Service
public class Events {

    /** The live topic that tells that something happened. */
    public static final String TOPIC = "events";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "event";

    private final EventStore store;
    private final Journal<Event> journal;
    private final GatewaySettings gateway;
    private final Audit audit;
    private final Organisations organisations;
    private volatile Map<String, Set<UUID>> wanted = Map.of();

    Events(
            EventStore store,
            Journal<Event> journal,
            GatewaySettings gateway,
            Audit audit,
            Organisations organisations,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.journal = journal;
        this.gateway = gateway;
        this.audit = audit;
        this.organisations = organisations;
        feed.on("event", topics.topic(TOPIC)::changed);
    }

    /**
     * Tells something, in the caller's transaction: it is told if and only if what it tells has
     * happened.
     */
    @Transactional
    public void publish(EventDraft draft) {
        write(draft);
    }

    /** The same, for who needs to know what was written. */
    Event write(EventDraft draft) {
        Event event = draft.event(gateway.node());
        store.insert(event);
        return event;
    }

    /** Tells several things, in their order and in the caller's transaction. */
    @Transactional
    public void publish(Collection<EventDraft> drafts) {
        store.insertTogether(drafts.stream().map(draft -> draft.event(gateway.node())).toList());
    }

    /**
     * Tells something that was noticed, by whoever must not wait or has no transaction: it is kept
     * on disk while the database is away, and written once.
     */
    public void offer(EventDraft draft) {
        journal.offer(draft.event(gateway.node()));
    }

    /**
     * Whether an event of that kind is written for an organisation: frequent ones only while a web
     * hook of it, or of one above it, asks for them. Costs nothing that matters.
     */
    public boolean isWanted(EventKind kind, UUID organisationId) {
        if (!kind.isFrequent()) {
            return true;
        }
        Set<UUID> asking = wanted.getOrDefault(kind.id(), Set.of());
        return !asking.isEmpty()
                && organisations.tree().upwards(organisationId).stream()
                        .anyMatch(organisation -> asking.contains(organisation.id()));
    }

    /** Who asks for which kind, as of now. */
    void wanted(Map<String, Set<UUID>> organisationsByKind) {
        wanted = Map.copyOf(organisationsByKind);
    }

    /** What happened to whom the viewer sees; without the kinds that need a right they have not. */
    public Listing<Event> listing(Viewer viewer) {
        List<String> hidden =
                Arrays.stream(EventKind.values())
                        .filter(kind -> !kind.isFor(viewer))
                        .map(EventKind::id)
                        .toList();
        return hidden.isEmpty() ? store.listing() : new EventsOfSomeKinds(store.listing(), hidden);
    }

    /** All of it, for documents about the list. */
    public Listing<Event> listing() {
        return store.listing();
    }

    /** One the viewer sees. */
    public Event get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(event -> viewer.sees(event.organisationId()))
                .filter(event ->
                        EventKind.of(event.kind()).map(kind -> kind.isFor(viewer)).orElse(true))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }
}
