package io.passerelle.diagnosis;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.AuditEntry;
import io.passerelle.accounts.AuditLine;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.ListQuery;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimCards;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Who looked at a card (M2M-63): an entry of the audit log, action {@value #ACTION}, for each
 * person and card, and again when a quarter of an hour has passed. Programs that read a card's
 * timeline or diagnosis look at it, too.
 */
@Service
public class Looks {

    /** What the audit log calls it. */
    public static final String ACTION = "sim.look";

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(15);
    private static final int REMEMBERED_AT_MOST = 10_000;

    private final Audit audit;

    /** When who looked at what last, the oldest first. */
    private final Map<Look, Instant> lately =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Look, Instant> eldest) {
                    return size() > REMEMBERED_AT_MOST;
                }
            };

    Looks(Audit audit) {
        this.audit = audit;
    }

    private record Look(UUID accountId, UUID simId) {}

    /** Somebody looks at a card they may see. */
    public void noted(Viewer viewer, Sim sim) {
        if (isNew(new Look(viewer.accountId(), sim.id()), Instant.now())) {
            audit.done(viewer, ACTION, SimCards.KIND, sim.id(), sim.organisationId(), null, null);
        }
    }

    private boolean isNew(Look look, Instant now) {
        synchronized (lately) {
            Instant last = lately.get(look);
            if (last != null && last.plus(AGAIN_AFTER).isAfter(now)) {
                return false;
            }
            lately.remove(look);
            lately.put(look, now);
            return true;
        }
    }

    /** Who looked at a card, newest first; nothing for those who may not read the audit log. */
    public List<AuditEntry> last(Viewer viewer, UUID simId, int most) {
        if (!viewer.has(Right.READ_AUDIT)) {
            return List.of();
        }
        ListQuery looks =
                ListQuery.ALL
                        .withFilter("objectKind", SimCards.KIND)
                        .withFilter("objectId", simId.toString())
                        .withFilter("action", ACTION);
        return audit.listing().page(viewer.visible(), looks, 0, most).stream()
                .map(AuditLine::entry)
                .toList();
    }
}
