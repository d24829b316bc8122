package io.passerelle.sessions.store;

import io.passerelle.sessions.Authentication;
import io.passerelle.store.JournalSink;
import java.sql.PreparedStatement;
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

    private static final String INSERT =
            """
            insert into authentication (id, at, nas_id, nas_address, sim_id, organisation_id, user_name,
                msisdn, imsi, access_point, method, accepted, reason, address, session_id)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::uuid[], ?::inet[], ?::uuid[], ?::uuid[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::inet[],
                ?::uuid[])
            on conflict do nothing
            """;

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
        dsl.connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                new ArrayColumns<>(statement, entries)
                        .uuid(Authentication::id)
                        .instant(Authentication::at)
                        .uuid(Authentication::nasId)
                        .inet(Authentication::nasAddress)
                        .uuid(Authentication::simId)
                        .uuid(Authentication::organisationId)
                        .text(Authentication::userName)
                        .text(Authentication::msisdn)
                        .text(Authentication::imsi)
                        .text(Authentication::accessPoint)
                        .text(entry -> entry.method().name())
                        .truth(Authentication::accepted)
                        .text(entry -> entry.reason().name())
                        .inet(Authentication::address)
                        .uuid(Authentication::sessionId);
                statement.executeUpdate();
            }
        });
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
