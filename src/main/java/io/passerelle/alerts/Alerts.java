package io.passerelle.alerts;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.alerts.store.AlertStore;
import io.passerelle.alerts.store.SuspensionStore;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.sims.SimRequest;
import io.passerelle.store.ChangeFeed;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Alerts as people see and answer them (M2M-10). Live topic {@value #TOPIC}. */
@Service
public class Alerts {

    /** The live topic that tells that one came or changed. */
    public static final String TOPIC = "alerts";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "alert";

    private static final int NOTE_AT_MOST = 500;

    private final AlertStore store;
    private final SuspensionStore suspensions;
    private final AlertNews news;
    private final Audit audit;

    Alerts(
            AlertStore store,
            SuspensionStore suspensions,
            AlertNews news,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.suspensions = suspensions;
        this.news = news;
        this.audit = audit;
        feed.on("alert", topics.topic(TOPIC)::changed);
    }

    /** The list. */
    public Listing<Alert> listing() {
        return store.listing();
    }

    /** How many of those the viewer sees nobody has looked at. */
    public int open(Viewer viewer) {
        return store.open(viewer.visible());
    }

    /** The alert that asked for a suspension; empty when somebody else did, or it is not seen. */
    public Optional<Alert> behind(Viewer viewer, SimRequest suspension) {
        return suspension.askedBy().equals(AlertSuspensions.BY)
                ? suspensions
                        .suspending(suspension.simId(), suspension.askedAt())
                        .filter(alert -> viewer.sees(alert.organisationId()))
                : Optional.empty();
    }

    /** One the viewer sees. */
    public Alert get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(alert -> viewer.sees(alert.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * Says that somebody knows of it.
     *
     * @param note up to 500 characters
     */
    @Transactional
    public Alert acknowledge(Viewer viewer, UUID id, String note) {
        Alert after = change(viewer, id, Alert.State.ACKNOWLEDGED, "alert.acknowledged", note);
        news.acknowledged(after, viewer);
        return after;
    }

    /** Says that it is done with; a rule that is re-armed by hand looks at the card again. */
    @Transactional
    public Alert close(Viewer viewer, UUID id, String note) {
        Alert after = change(viewer, id, Alert.State.CLOSED, "alert.closed", note);
        news.closed(after, viewer);
        return after;
    }

    private Alert change(Viewer viewer, UUID id, Alert.State state, String action, String note) {
        Alert before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_ALERTS, action, KIND, id);
        if (note.length() > NOTE_AT_MOST) {
            throw Refused.field("note", "too.long", NOTE_AT_MOST);
        }
        if (!store.change(id, state, Instant.now(), viewer.login(), note.strip())) {
            throw new Conflict(KIND, id);
        }
        Alert after = store.byId(id).orElseThrow();
        audit.done(viewer, action, KIND, id, before.organisationId(), before, after);
        return after;
    }
}
