package io.passerelle.egress;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.egress.store.EgressLinkStore;
import io.passerelle.egress.store.LinkStateStore;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.store.ChangeFeed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Egress links as the operator's people see and change them (SPEC M2M-27). A committed change is in
 * force on every node within a second; open connections go on. Live topic {@value #TOPIC}.
 */
@Service
public class EgressLinks {

    /** The live topic that tells that a link, or how a node sees one, changed. */
    public static final String TOPIC = "egress-links";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "egress-link";

    private static final int NAME_AT_MOST = 60;
    private static final int NOTE_AT_MOST = 200;

    private final EgressLinkStore store;
    private final Audit audit;
    private volatile List<NodeLinkState> states = List.of();

    EgressLinks(
            EgressLinkStore store,
            LinkStateStore seen,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.audit = audit;
        feed.on(
                "egress_link_state",
                () -> {
                    states = seen.all();
                    topics.topic(TOPIC).changed();
                });
    }

    /** Whether the viewer may see and change links. */
    public static boolean mayManage(Viewer viewer) {
        return viewer.isOperator() && viewer.has(Right.MANAGE_LINKS);
    }

    /** The list; the operator's. */
    public Listing<EgressLink> listing() {
        return store.listing();
    }

    /** All of them, for who may choose one. */
    public List<EgressLink> all(Viewer viewer) {
        return mayManage(viewer) ? store.all() : List.of();
    }

    /** How the nodes see a link, by their names. */
    public List<NodeLinkState> states(UUID id) {
        return states.stream().filter(state -> state.linkId().equals(id)).toList();
    }

    /** One of them. */
    public EgressLink get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(link -> viewer.isOperator())
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * Makes one.
     *
     * @throws Refused with everything that is wrong, field by field
     */
    @Transactional
    public EgressLink create(Viewer viewer, EgressLinkDraft draft) {
        audit.require(viewer, Right.MANAGE_LINKS, "egress-link.create", KIND, draft.name());
        if (store.all().size() >= EgressLink.LINKS_AT_MOST) {
            throw Refused.field("", "too.many", EgressLink.LINKS_AT_MOST);
        }
        EgressLink made = judged(draft, Ids.next(), null, 1);
        try {
            store.insert(made);
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", made.name());
        }
        audit.done(viewer, "egress-link.create", KIND, made.id(), null, null, told(made));
        return made;
    }

    /**
     * Changes one.
     *
     * @param version the version the change was made on
     * @throws Conflict when somebody else changed it since
     */
    @Transactional
    public EgressLink update(Viewer viewer, UUID id, int version, EgressLinkDraft draft) {
        EgressLink before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_LINKS, "egress-link.update", KIND, id);
        EgressLink after = judged(draft, id, before.createdAt(), version);
        try {
            if (!store.update(after)) {
                throw new Conflict(KIND, id);
            }
        } catch (DuplicateKeyException e) {
            throw Refused.field("name", "name.taken", after.name());
        }
        audit.done(viewer, "egress-link.update", KIND, id, null, told(before), told(after));
        return get(viewer, id);
    }

    /**
     * Removes one: what lay behind it is dialled like everything else. Open connections go on.
     *
     * @throws Refused while a route counts on it
     */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        EgressLink before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_LINKS, "egress-link.delete", KIND, id);
        int pinned = store.pinned(id);
        if (pinned > 0) {
            throw Refused.field("", "egress.pinned", before.name(), pinned);
        }
        if (!store.delete(id)) {
            throw audit.notFound(viewer, KIND, id);
        }
        audit.done(viewer, "egress-link.delete", KIND, id, null, told(before), null);
    }

    private static EgressLink judged(
            EgressLinkDraft draft, UUID id, @Nullable Instant createdAt, int version) {
        LinkChecks checks = new LinkChecks();
        checks.text("name", draft.name(), true, NAME_AT_MOST);
        checks.text("note", draft.note(), false, NOTE_AT_MOST);
        checks.priority(draft.priority());
        List<Cidr> networks = checks.networks(draft.networks());
        List<LinkEnd> ends = checks.ends(draft.ends(), networks);
        LinkCheck check = checks.check(draft.check(), networks);
        Refused.ifAny(checks.errors());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new EgressLink(
                id,
                draft.name().strip(),
                draft.kind(),
                draft.priority(),
                draft.enabled(),
                draft.fallback(),
                networks,
                ends,
                check,
                draft.note().strip(),
                createdAt == null ? now : createdAt,
                now,
                version);
    }

    /** As people write it, so that the log can be read. */
    private static EgressLinkDraft told(EgressLink link) {
        return EgressLinkDraft.of(link);
    }
}
