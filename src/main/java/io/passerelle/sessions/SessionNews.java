package io.passerelle.sessions;

import io.passerelle.foundation.LiveTopics;
import io.passerelle.sessions.store.SessionLookups;
import io.passerelle.sessions.store.SessionLookups.News;
import io.passerelle.sessions.store.SessionStore;
import io.passerelle.sims.KnownSim;
import io.passerelle.sims.SimDirectory;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.StoreFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the sessions that other nodes open, move and end (ALL-4). Their rows tell it; counters do
 * not, they are read when somebody asks for them. However many changes come, readings never overlap
 * and each takes all there is.
 */
@Component
final class SessionNews {

    private static final Logger LOG = LoggerFactory.getLogger(SessionNews.class);

    /** News are kept for so long: who was away for longer reads every session again. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final Duration READ_ALL_AFTER = KEPT.dividedBy(2);

    private final SessionLookups lookups;
    private final SessionStore store;
    private final SessionRegistry registry;
    private final SimDirectory sims;
    private final SessionsSettings settings;
    private final LiveTopics.Topic topic;
    private @Nullable News last;
    private Instant readAt = Instant.EPOCH;

    SessionNews(
            SessionLookups lookups,
            SessionStore store,
            SessionRegistry registry,
            SimDirectory sims,
            SessionsSettings settings,
            ChangeFeed feed,
            LiveTopics topics) {
        this.lookups = lookups;
        this.store = store;
        this.registry = registry;
        this.sims = sims;
        this.settings = settings;
        this.topic = topics.topic(Sessions.TOPIC);
        feed.on("session_news", this::read);
    }

    /** What others do from now on is read; before all sessions are, so that nothing is missed. */
    synchronized void begin() {
        if (last == null) {
            read();
        }
    }

    /** Reads what others did until now; throws while the database is away. */
    synchronized void read() {
        Instant now = Instant.now();
        News before = last;
        News news = before == null ? lookups.begin() : lookups.since(before);
        if (before != null && readAt.isBefore(now.minus(READ_ALL_AFTER))) {
            readAll(readAt);
        } else if (!news.sessions().isEmpty()) {
            take(lookups.byIds(news.sessions()));
        }
        last = news;
        readAt = now;
    }

    /** Reads what others did until now, if the database is there. */
    void readIfReachable() {
        try {
            read();
        } catch (RuntimeException e) {
            if (!StoreFaults.isAway(e)) {
                LOG.atError().setCause(e).log("the sessions of other nodes could not be read");
            }
        }
    }

    /** Takes note of rows that were read for another reason. */
    void take(List<SessionRecord> records) {
        if (!records.isEmpty()) {
            sims.awaitAll(); // a node that starts may hear of sessions before it knows every card
            registry.follow(records, this::limitOf);
            topic.changed();
        }
    }

    /** Reads every open session, and what has become of those that are open here. */
    synchronized void readAll(Instant since) {
        List<SessionRecord> all =
                store.openAndEndedSince(since.minus(KEPT), settings.limits().endedRemembered());
        take(all);
        Set<UUID> read = new HashSet<>();
        all.forEach(record -> read.add(record.facts().id()));
        List<UUID> left = registry.openIds().stream().filter(id -> !read.contains(id)).toList();
        take(lookups.byIds(left));
        LOG.atInfo()
                .addKeyValue("since", since)
                .addKeyValue("open", registry.count())
                .log("sessions read again");
    }

    /** Called now and then: keeps the reading short, and proves that nothing was missed. */
    void upkeep() {
        read();
        lookups.forgetNews((int) KEPT.toSeconds());
    }

    private int limitOf(UUID simId) {
        return sims.byId(simId).map(KnownSim::sessionLimit).orElse(Integer.MAX_VALUE);
    }
}
