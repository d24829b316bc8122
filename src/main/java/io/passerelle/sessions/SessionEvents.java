package io.passerelle.sessions;

import io.passerelle.events.EventDraft;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is told of sessions and sign-ons (ALL-7), in the transaction that writes them down. */
@Component
public class SessionEvents implements SessionTurns {

    /** Of one batch: the others are told with their next refusal. */
    private static final int REFUSALS_AT_ONCE = 20;

    private static final int REMEMBERED = 10_000;
    private static final long HOUR_SECONDS = 3_600;

    private final Events events;
    private final Map<String, Boolean> told =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    SessionEvents(Events events) {
        this.events = events;
    }

    @Override
    public boolean areWanted(SessionRecord record) {
        UUID organisation = record.facts().organisationId();
        return events.isWanted(EventKind.SESSION_OPENED, organisation)
                || events.isWanted(EventKind.SESSION_CLOSED, organisation);
    }

    @Override
    public void turned(SessionRecord record, boolean opened, boolean closed) {
        if (opened) {
            opened(record);
        }
        if (closed) {
            closed(record);
        }
    }

    private void opened(SessionRecord record) {
        if (events.isWanted(EventKind.SESSION_OPENED, record.facts().organisationId())) {
            events.publish(session(EventKind.SESSION_OPENED, record, record.facts().startedAt()));
        }
    }

    private void closed(SessionRecord record) {
        Instant ended = record.endedAt();
        SessionEndReason reason = record.reason();
        if (ended != null
                && reason != null
                && events.isWanted(EventKind.SESSION_CLOSED, record.facts().organisationId())) {
            events.publish(
                    session(EventKind.SESSION_CLOSED, record, ended)
                            .with(EventField.REASON, reason.key())
                            .with(EventField.OCTETS_IN, record.usage().octetsIn())
                            .with(EventField.OCTETS_OUT, record.usage().octetsOut()));
        }
    }

    private static EventDraft session(EventKind kind, SessionRecord record, Instant at) {
        SessionFacts facts = record.facts();
        InetAddress address = facts.address();
        return kind.of(facts.organisationId(), facts.simId(), facts.imsi())
                .at(at)
                .with(EventField.SESSION, facts.id())
                .with(EventField.ADDRESS, address == null ? null : address.getHostAddress())
                .with(EventField.ACCESS_POINT, facts.accessPoint());
    }

    /**
     * Tells the first refusal of each hour, card and reason; cards nobody knows are left to the
     * list of attempts.
     *
     * @return what to give to {@link #remember} when the transaction is through
     */
    public Set<String> refused(List<Authentication> entries) {
        Map<String, List<Authentication>> fresh = new HashMap<>();
        for (Authentication entry : entries) {
            if (!entry.accepted() && entry.simId() != null && entry.organisationId() != null) {
                String key = key(entry);
                if (fresh.containsKey(key)
                        || fresh.size() < REFUSALS_AT_ONCE && !isRemembered(key)) {
                    fresh.computeIfAbsent(key, ignored -> new ArrayList<>()).add(entry);
                }
            }
        }
        fresh.forEach(this::tell);
        return new LinkedHashSet<>(fresh.keySet());
    }

    /** These were told. */
    public void remember(Set<String> keys) {
        synchronized (told) {
            keys.forEach(key -> told.put(key, true));
        }
    }

    private boolean isRemembered(String key) {
        synchronized (told) {
            return told.containsKey(key);
        }
    }

    private void tell(String key, List<Authentication> refusals) {
        Authentication first = refusals.getFirst();
        events.publish(
                EventKind.SIGN_ON_REFUSED
                        .of(
                                first.organisationId(),
                                String.valueOf(first.simId()),
                                first.imsi().isEmpty() ? first.userName() : first.imsi())
                        .at(first.at())
                        .with(EventField.REASON, first.reason().key())
                        .with(EventField.ACCESS_POINT, first.accessPoint())
                        .with(EventField.COUNT, refusals.size())
                        .once(key));
    }

    private static String key(Authentication entry) {
        long hour = entry.at().getEpochSecond() / HOUR_SECONDS;
        return entry.simId() + " " + entry.reason() + " " + hour;
    }
}
