package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.AUTHENTICATION;

import io.passerelle.sessions.Authentication;
import io.passerelle.store.JournalSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes attempts to sign on; one that comes twice is written once. */
@Repository
public class AuthenticationWriter implements JournalSink<Authentication> {

    private final DSLContext dsl;
    private final TransactionTemplate transactions;

    AuthenticationWriter(DSLContext dsl, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public void write(List<Authentication> entries) {
        transactions.executeWithoutResult(status -> {
            insert(entries);
            touch(entries);
        });
    }

    private void insert(List<Authentication> entries) {
        var insert =
                dsl.insertInto(
                        AUTHENTICATION,
                        AUTHENTICATION.ID,
                        AUTHENTICATION.AT,
                        AUTHENTICATION.NAS_ID,
                        AUTHENTICATION.NAS_ADDRESS,
                        AUTHENTICATION.SIM_ID,
                        AUTHENTICATION.ORGANISATION_ID,
                        AUTHENTICATION.USER_NAME,
                        AUTHENTICATION.MSISDN,
                        AUTHENTICATION.IMSI,
                        AUTHENTICATION.ACCESS_POINT,
                        AUTHENTICATION.METHOD,
                        AUTHENTICATION.ACCEPTED,
                        AUTHENTICATION.REASON,
                        AUTHENTICATION.ADDRESS,
                        AUTHENTICATION.SESSION_ID);
        for (Authentication entry : entries) {
            insert =
                    insert.values(
                            entry.id(),
                            entry.at(),
                            entry.nasId(),
                            entry.nasAddress(),
                            entry.simId(),
                            entry.organisationId(),
                            entry.userName(),
                            entry.msisdn(),
                            entry.imsi(),
                            entry.accessPoint(),
                            entry.method().name(),
                            entry.accepted(),
                            entry.reason().name(),
                            entry.address(),
                            entry.sessionId());
        }
        insert.onConflictDoNothing().execute();
    }

    /**
     * When the card was last heard of; in the order of ids, so that two writers never lock
     * crosswise.
     */
    private void touch(List<Authentication> entries) {
        Map<UUID, Instant> heard = new TreeMap<>();
        for (Authentication entry : entries) {
            if (entry.simId() != null) {
                heard.merge(entry.simId(), entry.at(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        if (!heard.isEmpty()) {
            dsl.execute(
                    """
                    update sim_activity as a set last_radius_at = greatest(a.last_radius_at, h.at)
                    from (select s.sim_id, i.at from unnest(?::uuid[], ?::timestamptz[]) as i (id, at)
                        join sim_activity s on s.sim_id = i.id order by s.sim_id for update of s) h
                    where a.sim_id = h.sim_id
                    """,
                    heard.keySet().toArray(UUID[]::new),
                    heard.values().stream().map(Instant::toString).toArray(String[]::new));
        }
    }
}
