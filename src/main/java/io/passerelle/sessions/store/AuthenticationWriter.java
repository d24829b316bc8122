package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.AUTHENTICATION;

import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.SessionEvents;
import io.passerelle.store.BinaryRows;
import io.passerelle.store.JournalSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.ConnectionRunnable;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes attempts to sign on; one that comes twice is written once. */
@Repository
public class AuthenticationWriter implements JournalSink<Authentication> {

    /** What a row takes on its way, roughly. */
    private static final int ROW_BYTES = 320;

    private static final String UNIQUE_VIOLATION = "23505";

    /** In the order {@link #rows} writes them. */
    private static final List<Field<?>> COPIED =
            List.of(
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
                    AUTHENTICATION.SESSION_ID,
                    AUTHENTICATION.IMEISV);

    private static final String INSERT_NEW =
            """
            insert into authentication (id, at, nas_id, nas_address, sim_id, organisation_id, user_name,
                msisdn, imsi, access_point, method, accepted, reason, address, session_id, imeisv)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::uuid[], ?::inet[], ?::uuid[], ?::uuid[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::inet[],
                ?::uuid[], ?::text[])
            on conflict do nothing
            """;

    private static final String TOUCH =
            """
            update sim_activity as a set last_radius_at = greatest(a.last_radius_at,
                least(h.at, now() + {ahead}))
            from (select s.sim_id, i.at from unnest(?::uuid[], ?::timestamptz[]) as i (id, at)
                join sim_activity s on s.sim_id = i.id order by s.sim_id for no key update of s) h
            where a.sim_id = h.sim_id
            """
                    .replace("{ahead}", NotAhead.INTERVAL);

    private final DSLContext dsl;
    private final TransactionTemplate transactions;
    private final SessionEvents events;

    AuthenticationWriter(
            DSLContext dsl, PlatformTransactionManager transactions, SessionEvents events) {
        this.dsl = dsl;
        this.events = events;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public void write(List<Authentication> entries) {
        try {
            within(
                    entries,
                    connection -> {
                        rows(entries).copy(connection, AUTHENTICATION, COPIED);
                        touch(connection, entries);
                    });
        } catch (DataAccessException refused) {
            if (!UNIQUE_VIOLATION.equals(refused.sqlState())) {
                throw refused;
            }
            writeNew(entries);
        }
    }

    /** Some are there already, which happens after a crash only. */
    private void writeNew(List<Authentication> entries) {
        within(
                entries,
                connection -> {
                    insertNew(connection, entries);
                    touch(connection, entries);
                });
    }

    private void within(List<Authentication> entries, ConnectionRunnable work) {
        events.remember(
                Objects.requireNonNull(
                        transactions.execute(status -> {
                            dsl.connection(work);
                            return events.refused(entries);
                        })));
    }

    private static BinaryRows rows(List<Authentication> entries) {
        BinaryRows rows = new BinaryRows(entries.size() * ROW_BYTES);
        for (Authentication entry : entries) {
            rows.row(COPIED.size())
                    .uuid(entry.id())
                    .instant(entry.at())
                    .uuid(entry.nasId())
                    .inet(entry.nasAddress())
                    .uuid(entry.simId())
                    .uuid(entry.organisationId())
                    .text(entry.userName())
                    .text(entry.msisdn())
                    .text(entry.imsi())
                    .text(entry.accessPoint())
                    .text(entry.method().name())
                    .bool(entry.accepted())
                    .text(entry.reason().name())
                    .inet(entry.address())
                    .uuid(entry.sessionId())
                    .text(entry.imeisv());
        }
        return rows;
    }

    private static void insertNew(Connection connection, List<Authentication> entries)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_NEW)) {
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
                    .uuid(Authentication::sessionId)
                    .text(Authentication::imeisv);
            statement.executeUpdate();
        }
    }

    /**
     * When the card was last heard of; in the order of ids, so that two writers never lock
     * crosswise.
     */
    private static void touch(Connection connection, List<Authentication> entries)
            throws SQLException {
        Map<UUID, Instant> heard = new HashMap<>();
        for (Authentication entry : entries) {
            if (entry.simId() != null) {
                heard.merge(entry.simId(), entry.at(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        if (heard.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
            new ArrayColumns<>(statement, List.copyOf(heard.entrySet()))
                    .uuid(Map.Entry::getKey)
                    .instant(Map.Entry::getValue);
            statement.executeUpdate();
        }
    }
}
