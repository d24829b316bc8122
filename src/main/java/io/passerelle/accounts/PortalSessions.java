package io.passerelle.accounts;

import io.passerelle.accounts.store.PortalSessionStore;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.NodeIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who is signed in where (ACC-7). The sessions themselves live in the node that made them; here is
 * what people see of them, and which of them somebody ended: every node keeps those in memory, so
 * that a session is over at its next request wherever it is.
 */
@Service
public class PortalSessions {

    /** The live topic that tells that a session began or ended. */
    public static final String TOPIC = "portal-sessions";

    private static final Logger LOG = LoggerFactory.getLogger(PortalSessions.class);
    private static final int BROWSER_AT_MOST = 300;

    private final PortalSessionStore store;
    private final NodeIdentity node;
    private final Audit audit;
    private volatile Set<UUID> revoked = Set.of();

    PortalSessions(
            PortalSessionStore store,
            NodeIdentity node,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.node = node;
        this.audit = audit;
        AtomicBoolean first = new AtomicBoolean(true);
        feed.on(
                "portal_session",
                () -> {
                    if (first.get()) {
                        store.endAllOf(node.id()); // those of the process before went with it
                        first.set(false);
                    }
                    revoked = store.revoked();
                    topics.topic(TOPIC).changed();
                });
    }

    /** The same person with a session of their own. A database that takes nothing stops nobody. */
    SignedIn open(SignedIn who, String address) {
        UUID id = Ids.next();
        try {
            store.insert(
                    new PortalSession(id, who.accountId(), address, browser(), Instant.now()),
                    node.id());
        } catch (DataAccessException e) {
            LOG.warn("a session was not written down: {}", e.toString());
        }
        return new SignedIn(who.accountId(), who.login(), who.limitedTo(), null, id);
    }

    /** The open sessions of an account, newest first. */
    public List<PortalSession> open(UUID accountId) {
        return store.open(accountId);
    }

    /** Ends one of the viewer's own sessions. */
    @Transactional
    public void end(Viewer viewer, UUID id) {
        PortalSession session =
                store.open(viewer.accountId()).stream()
                        .filter(s -> s.id().equals(id))
                        .findAny()
                        .orElseThrow(() -> audit.notFound(viewer, "session", id));
        store.revoke(viewer.accountId(), id, null);
        audit.done(viewer, "session.end", "session", id, null, session, null);
    }

    /**
     * Ends all of the viewer's sessions but one.
     *
     * @param kept null ends this one too
     * @return how many were ended
     */
    @Transactional
    public int endOthers(Viewer viewer, @Nullable UUID kept) {
        int ended = endAll(viewer.accountId(), kept);
        audit.done(viewer, "session.endAll", "account", viewer.accountId(), null, null, ended);
        return ended;
    }

    /** Ends the sessions of an account in the caller's transaction, which records why. */
    @Transactional
    public int endAll(UUID accountId, @Nullable UUID kept) {
        return store.revoke(accountId, null, kept);
    }

    /** Whether somebody ended it. */
    boolean isRevoked(@Nullable UUID id) {
        return id != null && revoked.contains(id);
    }

    /** It ended by itself: signed out, or not used for long. */
    void closed(UUID id) {
        try {
            store.end(id);
        } catch (DataAccessException e) {
            LOG.debug("the end of a session was not written down: {}", e.toString());
        }
    }

    private static String browser() {
        if (!(RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes attributes)) {
            return "";
        }
        String told =
                Objects.requireNonNullElse(attributes.getRequest().getHeader("User-Agent"), "");
        String clean = told.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= BROWSER_AT_MOST ? clean : clean.substring(0, BROWSER_AT_MOST);
    }
}
