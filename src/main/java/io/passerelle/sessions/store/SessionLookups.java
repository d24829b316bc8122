package io.passerelle.sessions.store;

import static io.passerelle.store.db.Tables.SESSION;
import static io.passerelle.store.db.Tables.SESSION_NEWS;

import io.passerelle.sessions.SessionRecord;
import io.passerelle.store.NodeIdentity;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** What a node asks about sessions that another node opened, moved or ended. */
@Repository
public class SessionLookups {

    private static final int IDS_AT_ONCE = 1_000;

    private final DSLContext dsl;
    private final NodeIdentity self;

    SessionLookups(DSLContext dsl, NodeIdentity self) {
        this.dsl = dsl;
        this.self = self;
    }

    /** How a network access server names a session of a card. */
    public record Name(UUID nasId, String acctSessionId, UUID simId) {}

    /**
     * The news of others since an earlier reading.
     *
     * @param upTo where the next reading begins
     * @param rows the news seen; some of them will be seen again
     * @param sessions those the new ones are about, each once
     */
    public record News(long upTo, Set<Long> rows, Set<UUID> sessions) {

        /** Copies, so that nobody changes it later. */
        public News {
            rows = Set.copyOf(rows);
            sessions = new LinkedHashSet<>(sessions);
        }
    }

    /** The beginning of the news: what is committed from now on is read. */
    public News begin() {
        return new News(oldestRunning(dsl), Set.of(), Set.of());
    }

    /**
     * Reads on. Goes by transaction numbers, so that a row that was written early and committed
     * late is not missed; what was seen already is left out by its number.
     */
    public News since(News last) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            tx.execute("set transaction isolation level repeatable read read only");
            long upTo = oldestRunning(tx);
            Set<Long> rows = new HashSet<>();
            Set<UUID> sessions = new LinkedHashSet<>();
            tx.select(SESSION_NEWS.ID, SESSION_NEWS.SESSION_IDS)
                    .from(SESSION_NEWS)
                    .where(
                            "{0} >= {1}::text::xid8",
                            SESSION_NEWS.CHANGED_IN, DSL.val("" + last.upTo))
                    .and(SESSION_NEWS.NODE.ne(self.id().toString()))
                    .orderBy(SESSION_NEWS.ID)
                    .forEach(row -> {
                        rows.add(row.value1());
                        if (!last.rows.contains(row.value1())) {
                            sessions.addAll(Arrays.asList(row.value2()));
                        }
                    });
            return new News(upTo, rows, sessions);
        });
    }

    /** Removes news everybody who is there has read. */
    public void forgetNews(int olderThanSeconds) {
        dsl.deleteFrom(SESSION_NEWS)
                .where("at < now() - make_interval(secs => {0})", DSL.inline(olderThanSeconds))
                .execute();
    }

    /** These sessions, as far as there are rows of them. */
    public List<SessionRecord> byIds(Collection<UUID> ids) {
        List<SessionRecord> found = new ArrayList<>(ids.size());
        List<UUID> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
            UUID[] some =
                    all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE))
                            .toArray(UUID[]::new);
            found.addAll(
                    dsl.selectFrom(SESSION)
                            .where(SESSION.ID.eq(DSL.any(some)))
                            .fetch(SessionStore::record));
        }
        return found;
    }

    /** The open sessions at these addresses. */
    public List<SessionRecord> openAt(Collection<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        return dsl.selectFrom(SESSION)
                .where(SESSION.ENDED_AT.isNull())
                .and(SESSION.ADDRESS.in(addresses))
                .fetch(SessionStore::record);
    }

    /** Sessions by the names network access servers gave them: of each name the latest. */
    public List<SessionRecord> named(Collection<Name> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return dsl.resultQuery(
                        """
                        select s.* from unnest(?::uuid[], ?::text[], ?::uuid[]) as w (nas, name, sim)
                        cross join lateral (
                            select * from session
                            where nas_id = w.nas and acct_session_id = w.name and sim_id = w.sim
                            order by started_at desc limit 1) s
                        """,
                        names.stream().map(Name::nasId).toArray(UUID[]::new),
                        names.stream().map(Name::acctSessionId).toArray(String[]::new),
                        names.stream().map(Name::simId).toArray(UUID[]::new))
                .fetchInto(SESSION)
                .map(SessionStore::record);
    }

    private static long oldestRunning(DSLContext tx) {
        return Objects.requireNonNull(
                tx.resultQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                        .fetchOne(0, Long.class));
    }
}
