package io.passerelle.sessions.store;

import io.passerelle.sessions.SessionRecord;
import io.passerelle.sessions.SessionTurns;
import io.passerelle.store.JournalSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes sessions down: many records, one transaction, one statement, and a second for the cards
 * whose sessions came, moved or ended. Counters only rise, an ended session stays ended, so a
 * record that comes twice changes nothing, not even what the SIM card carried in the month and in
 * the hour ({@link HourCounters}): that grows by what the session's row grew, in the same
 * statement, in the hour the record is about.
 */
@Repository
public class SessionWriter implements JournalSink<SessionRecord> {

    /**
     * {@code input} is what came, {@code known} what of it is about cards and servers that are
     * still there, with what their cards are called and whose they are, {@code written} the rows as
     * they were and are. {@code lives}: it was only concluded that the session had ended, and a
     * later report of it came. A record may know less than the row, because another node heard of
     * the session last: a decided end ends it all the same, and so does a restart of its server
     * after that; silence does not. Gives the cards whose sessions came, moved or ended: of the
     * others nothing but counters changed.
     */
    private static final String SESSIONS =
            """
            with input as (
                select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::inet[], ?::text[],
                    ?::text[], ?::inet[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as i (id, sim_id, organisation_id, nas_id, nas_address, acct_session_id,
                    access_point, address, msisdn, imsi, imeisv, radio, visited_network,
                    started_at, interim_seconds, last_at, ended_at, end_reason, terminate_cause,
                    octets_in, octets_out, packets_in, packets_out)
            ), known as materialized (
                select i.*, sim.label, sim.group_id, sim.organisation_id as owner_id
                from input i join sim on sim.id = i.sim_id
                where exists (select from nas where nas.id = i.nas_id)
            ), written as (
                insert into session as s (id, sim_id, organisation_id, nas_id, nas_address,
                    acct_session_id, access_point, address, msisdn, imsi, imeisv, radio,
                    visited_network, started_at, interim_seconds, last_at, ended_at, end_reason,
                    terminate_cause, octets_in, octets_out, packets_in, packets_out, label)
                select id, sim_id, organisation_id, nas_id, nas_address,
                    acct_session_id, access_point, address, msisdn, imsi, imeisv, radio,
                    visited_network, started_at, interim_seconds::integer, last_at, ended_at, end_reason,
                    terminate_cause, octets_in, octets_out, packets_in, packets_out, label
                from known order by id
                on conflict (id) do update set
                    nas_address = coalesce(excluded.nas_address, s.nas_address),
                    address = case when excluded.last_at >= s.last_at
                        then coalesce(excluded.address, s.address) else s.address end,
                    access_point = case when s.access_point = '' then excluded.access_point
                        else s.access_point end,
                    imeisv = case when excluded.imeisv = '' then s.imeisv else excluded.imeisv end,
                    radio = case when excluded.radio = '' then s.radio else excluded.radio end,
                    visited_network = case when excluded.visited_network = ''
                        then s.visited_network else excluded.visited_network end,
                    ended_at = case
                        when s.ended_at is null and (excluded.last_at >= s.last_at
                                or excluded.end_reason in ('STOP', 'ADDRESS_REUSED', 'SIM_REUSED')
                                or excluded.end_reason in ('NAS_ON', 'NAS_OFF')
                                    and excluded.ended_at >= s.last_at)
                            then excluded.ended_at
                        when s.end_reason in ('INTERIMS_MISSED', 'NAS_ON', 'NAS_OFF')
                            and excluded.last_at > s.ended_at then excluded.ended_at
                        else s.ended_at end,
                    end_reason = case
                        when s.ended_at is null and (excluded.last_at >= s.last_at
                                or excluded.end_reason in ('STOP', 'ADDRESS_REUSED', 'SIM_REUSED')
                                or excluded.end_reason in ('NAS_ON', 'NAS_OFF')
                                    and excluded.ended_at >= s.last_at)
                            then excluded.end_reason
                        when s.end_reason in ('INTERIMS_MISSED', 'NAS_ON', 'NAS_OFF')
                            and excluded.last_at > s.ended_at then excluded.end_reason
                        else s.end_reason end,
                    terminate_cause = coalesce(nullif(excluded.terminate_cause, ''),
                        s.terminate_cause),
                    last_at = greatest(s.last_at, excluded.last_at),
                    octets_in = greatest(s.octets_in, excluded.octets_in),
                    octets_out = greatest(s.octets_out, excluded.octets_out),
                    packets_in = greatest(s.packets_in, excluded.packets_in),
                    packets_out = greatest(s.packets_out, excluded.packets_out),
                    label = excluded.label
                where s.sim_id = excluded.sim_id
                returning s.sim_id, s.id, new.last_at, old.id is null as opened,
                    new.ended_at is not null and old.ended_at is null as closed,
                    new.octets_in - coalesce(old.octets_in, 0) as octets_in,
                    new.octets_out - coalesce(old.octets_out, 0) as octets_out,
                    case when old.id is null then 1 else 0 end as sessions,
                    old.id is null or old.ended_at is distinct from new.ended_at
                        or old.address is distinct from new.address as moved
            ), about as (
                select ?::date as month, {day} as day, ?::timestamptz as hour
            ), grown as (
                select w.sim_id, max(w.last_at) as last_at, sum(w.octets_in)::bigint as octets_in,
                    sum(w.octets_out)::bigint as octets_out, sum(w.sessions)::integer as sessions,
                    any_value(k.group_id) as group_id, any_value(k.owner_id) as organisation_id
                from written w join known k on k.id = w.id group by w.sim_id order by w.sim_id
            ), counted as (
                update sim_activity as a set
                    last_radius_at = greatest(a.last_radius_at, g.last_at),
                    month_bytes = case
                        when a.month < about.month then g.octets_in + g.octets_out
                        when a.month = about.month then a.month_bytes + g.octets_in + g.octets_out
                        else a.month_bytes end,
                    month = greatest(a.month, about.month),
                    day_bytes = case
                        when a.day < about.day then g.octets_in + g.octets_out
                        when a.day = about.day then a.day_bytes + g.octets_in + g.octets_out
                        else a.day_bytes end,
                    day = greatest(a.day, about.day)
                from grown g, about where a.sim_id = g.sim_id
            ), {hours}
            select sim_id, id, opened, closed from written where moved
            """;

    /**
     * Cards are locked before anything else, in the order of ids as attempts to sign on are: which
     * rows {@code counted} changes first is the planner's choice, and two writers that change the
     * same cards in different orders end one another (40P01). A session belongs to one card, so
     * that its row is never waited for either. Tells the database's time in the same round trip.
     */
    private static final String HOLD =
            """
            select now(), count(*) from (select from sim_activity where sim_id = any (?::uuid[])
                order by sim_id for no key update) held
            """;

    /** Whether a card shows as online, and where: its open session that started last. */
    private static final String CARDS =
            """
            update sim_activity as a set session_id = o.id, address = o.address
            from unnest(?::uuid[]) as touched (sim_id)
            left join lateral (
                select s.id, s.address from session s
                where s.sim_id = touched.sim_id and s.ended_at is null
                order by s.started_at desc limit 1) o on true
            where a.sim_id = touched.sim_id
                and (a.session_id, a.address) is distinct from (o.id, o.address)
            """;

    /**
     * How many hours share a transaction at the most: each is a statement, and the cards are held
     * meanwhile. A server that delivers days at once would else keep its cards from signing on.
     */
    static final int HOURS_TOGETHER = 8;

    private final DSLContext dsl;
    private final TransactionTemplate transactions;
    private final SessionTurns turns;
    private final List<String> statements;
    private final Duration ahead;

    @Autowired
    SessionWriter(DSLContext dsl, PlatformTransactionManager transactions, SessionTurns turns) {
        this(dsl, transactions, turns, NotAhead.TOLERATED);
    }

    /** One that believes clocks that are so far ahead of the database's. */
    SessionWriter(
            DSLContext dsl,
            PlatformTransactionManager transactions,
            SessionTurns turns,
            Duration ahead) {
        this(dsl, transactions, turns, HourCounters.inEachHour(SESSIONS), ahead);
    }

    private SessionWriter(
            DSLContext dsl,
            PlatformTransactionManager transactions,
            SessionTurns turns,
            List<String> statements,
            Duration ahead) {
        this.dsl = dsl;
        this.turns = turns;
        this.transactions = new TransactionTemplate(transactions);
        this.statements = statements;
        this.ahead = ahead;
    }

    /** One that counts no hours, to measure what counting them costs. */
    static SessionWriter withoutHours(
            DSLContext dsl, PlatformTransactionManager transactions, Duration ahead) {
        String sql = SESSIONS.replace("{hours}", "uncounted as (select 1)");
        return new SessionWriter(
                dsl, transactions, SessionTurns.UNTOLD, Collections.nCopies(24, sql), ahead);
    }

    @Override
    public void write(List<SessionRecord> entries) {
        transactions.executeWithoutResult(status ->
                dsl.connection(connection -> {
                    Instant now = holdCards(connection, entries);
                    List<SessionRecord> believed = NotAhead.of(entries, now, ahead);
                    Set<UUID> moved = new TreeSet<>();
                    for (Map.Entry<OffsetDateTime, List<SessionRecord>> hour :
                            lastOfEachHour(believed).entrySet()) {
                        writeSessions(connection, hour.getValue(), hour.getKey(), moved);
                    }
                    if (!moved.isEmpty()) {
                        showOnCards(connection, moved);
                    }
                }));
    }

    /** One after the other by their hours; within each in the order they came in. */
    @Override
    public List<List<SessionRecord>> parts(List<SessionRecord> entries) {
        SortedMap<OffsetDateTime, List<SessionRecord>> partOfHour = new TreeMap<>();
        entries.forEach(entry -> partOfHour.put(hourOf(entry), List.of()));
        List<List<SessionRecord>> parts = new ArrayList<>();
        int hours = 0;
        for (OffsetDateTime hour : partOfHour.keySet()) {
            if (hours++ % HOURS_TOGETHER == 0) {
                parts.add(new ArrayList<>());
            }
            partOfHour.put(hour, parts.getLast());
        }
        for (SessionRecord entry : entries) {
            Objects.requireNonNull(partOfHour.get(hourOf(entry))).add(entry);
        }
        return parts;
    }

    /**
     * Of several records of one session the last says everything the others did; but what was
     * carried in one hour is no traffic of the next.
     */
    private static SortedMap<OffsetDateTime, List<SessionRecord>> lastOfEachHour(
            List<SessionRecord> entries) {
        SortedMap<OffsetDateTime, Map<UUID, SessionRecord>> hours = new TreeMap<>();
        for (SessionRecord entry : entries) {
            hours.computeIfAbsent(hourOf(entry), hour -> new LinkedHashMap<>())
                    .put(entry.facts().id(), entry);
        }
        SortedMap<OffsetDateTime, List<SessionRecord>> last = new TreeMap<>();
        hours.forEach((hour, records) -> last.put(hour, List.copyOf(records.values())));
        return last;
    }

    private static OffsetDateTime hourOf(SessionRecord record) {
        return record.lastAt().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS);
    }

    private void writeSessions(
            Connection connection,
            List<SessionRecord> records,
            OffsetDateTime hour,
            Set<UUID> moved)
            throws SQLException {
        String sql = HourCounters.onDay(statements.get(hour.getHour()), hour.toLocalDate());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ArrayColumns<SessionRecord> columns = new ArrayColumns<>(statement, records);
            bindFacts(columns);
            columns.instant(SessionRecord::lastAt)
                    .instant(SessionRecord::endedAt)
                    .text(r -> r.reason() == null ? null : r.reason().name())
                    .text(SessionRecord::terminateCause)
                    .number(r -> r.usage().octetsIn())
                    .number(r -> r.usage().octetsOut())
                    .number(r -> r.usage().packetsIn())
                    .number(r -> r.usage().packetsOut());
            statement.setObject(columns.next(), hour.toLocalDate().withDayOfMonth(1));
            statement.setObject(columns.next(), hour);
            try (ResultSet cards = statement.executeQuery()) {
                Map<UUID, SessionRecord> told = wanted(records);
                while (cards.next()) {
                    moved.add(cards.getObject(1, UUID.class));
                    SessionRecord record = told.get(cards.getObject(2, UUID.class));
                    if (record != null) {
                        turns.turned(record, cards.getBoolean(3), cards.getBoolean(4));
                    }
                }
            }
        }
    }

    private Map<UUID, SessionRecord> wanted(List<SessionRecord> records) {
        Map<UUID, SessionRecord> wanted = new HashMap<>();
        for (SessionRecord record : records) {
            if (turns.areWanted(record)) {
                wanted.put(record.facts().id(), record);
            }
        }
        return wanted;
    }

    private static void bindFacts(ArrayColumns<SessionRecord> columns) throws SQLException {
        columns.uuid(r -> r.facts().id())
                .uuid(r -> r.facts().simId())
                .uuid(r -> r.facts().organisationId())
                .uuid(r -> r.facts().nasId())
                .inet(r -> r.facts().nasAddress())
                .text(r -> r.facts().acctSessionId())
                .text(r -> r.facts().accessPoint())
                .inet(r -> r.facts().address())
                .text(r -> r.facts().msisdn())
                .text(r -> r.facts().imsi())
                .text(r -> r.facts().imeisv())
                .text(r -> r.facts().radio())
                .text(r -> r.facts().visitedNetwork())
                .instant(r -> r.facts().startedAt())
                .number(r -> (long) r.facts().interimSeconds());
    }

    private static Instant holdCards(Connection connection, List<SessionRecord> records)
            throws SQLException {
        List<UUID> cards = records.stream().map(r -> r.facts().simId()).distinct().toList();
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            new ArrayColumns<>(statement, cards).uuid(card -> card);
            try (ResultSet held = statement.executeQuery()) {
                held.next();
                return held.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private static void showOnCards(Connection connection, Collection<UUID> cards)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CARDS)) {
            new ArrayColumns<>(statement, List.copyOf(cards)).uuid(card -> card);
            statement.executeUpdate();
        }
    }
}
