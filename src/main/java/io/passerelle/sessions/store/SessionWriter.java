package io.passerelle.sessions.store;

import io.passerelle.sessions.SessionFacts;
import io.passerelle.sessions.SessionRecord;
import io.passerelle.store.JournalSink;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes sessions down: many records, one transaction, two statements. Counters only rise, an ended
 * session stays ended, so a record that comes twice changes nothing, not even the SIM card's bytes
 * of the month: those grow by what the session's row grew, in the same statement.
 */
@Repository
public class SessionWriter implements JournalSink<SessionRecord> {

    /**
     * {@code input} is what came, {@code before} the rows as they were, locked, {@code written} the
     * rows as they are now. A record of a SIM card or server that was deleted meanwhile is left
     * out. {@code lives}: it was only concluded that the session had ended, and a later report of
     * it came.
     */
    private static final String SESSIONS =
            """
            with input as (
                select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::inet[], ?::text[],
                    ?::text[], ?::inet[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::int[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as i (id, sim_id, organisation_id, nas_id, nas_address, acct_session_id,
                    access_point, address, msisdn, imsi, imeisv, radio, visited_network,
                    started_at, interim_seconds, last_at, ended_at, end_reason, terminate_cause,
                    octets_in, octets_out, packets_in, packets_out)
            ), before as (
                select s.id, s.octets_in + s.octets_out as octets
                from session s where s.id = any (?::uuid[]) order by s.id for update
            ), written as (
                insert into session as s (id, sim_id, organisation_id, nas_id, nas_address,
                    acct_session_id, access_point, address, msisdn, imsi, imeisv, radio,
                    visited_network, started_at, interim_seconds, last_at, ended_at, end_reason,
                    terminate_cause, octets_in, octets_out, packets_in, packets_out)
                select i.* from (select id, sim_id, organisation_id, nas_id, nas_address,
                    acct_session_id, access_point, address, msisdn, imsi, imeisv, radio,
                    visited_network, started_at, interim_seconds, last_at, ended_at, end_reason,
                    terminate_cause, octets_in, octets_out, packets_in, packets_out from input) i
                where exists (select from sim where sim.id = i.sim_id)
                    and exists (select from nas where nas.id = i.nas_id)
                    and (select count(*) from before) >= 0
                order by i.id
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
                        when s.ended_at is null and excluded.last_at >= s.last_at
                            then excluded.ended_at
                        when s.end_reason in ('INTERIMS_MISSED', 'NAS_ON', 'NAS_OFF')
                            and excluded.last_at > s.ended_at then excluded.ended_at
                        else s.ended_at end,
                    end_reason = case
                        when s.ended_at is null and excluded.last_at >= s.last_at
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
                    packets_out = greatest(s.packets_out, excluded.packets_out)
                where s.sim_id = excluded.sim_id
                returning s.id, s.sim_id, s.octets_in + s.octets_out as octets, s.last_at
            ), grown as (
                select w.sim_id, max(w.last_at) as last_at,
                    date_trunc('month', max(w.last_at) at time zone 'UTC')::date as month,
                    sum(w.octets - coalesce(b.octets, 0))::bigint as bytes
                from written w left join before b on b.id = w.id
                group by w.sim_id order by w.sim_id
            )
            update sim_activity as a set
                last_radius_at = greatest(a.last_radius_at, g.last_at),
                month_bytes = case
                    when a.month is null or a.month < g.month then g.bytes
                    when a.month = g.month then a.month_bytes + g.bytes
                    else a.month_bytes end,
                month = greatest(a.month, g.month)
            from grown g where a.sim_id = g.sim_id
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

    private final DSLContext dsl;
    private final TransactionTemplate transactions;

    SessionWriter(DSLContext dsl, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public void write(List<SessionRecord> entries) {
        // Of several records of one session the last says everything the others did.
        Map<UUID, SessionRecord> last = new LinkedHashMap<>();
        entries.forEach(entry -> last.put(entry.facts().id(), entry));
        var rows = new Rows(List.copyOf(last.values()));
        transactions.executeWithoutResult(status -> {
            dsl.execute(SESSIONS, rows.bindings());
            dsl.execute(CARDS, (Object) rows.simIds());
        });
    }

    /** The records by column, as the statement wants them. */
    private record Rows(List<SessionRecord> records) {

        Object[] bindings() {
            List<Object> all = new ArrayList<>();
            @Nullable UUID[] ids = facts(SessionFacts::id, UUID[]::new);
            all.add(ids);
            all.add(facts(SessionFacts::simId, UUID[]::new));
            all.add(facts(SessionFacts::organisationId, UUID[]::new));
            all.add(facts(SessionFacts::nasId, UUID[]::new));
            all.add(facts(f -> text(f.nasAddress()), String[]::new));
            all.add(facts(SessionFacts::acctSessionId, String[]::new));
            all.add(facts(SessionFacts::accessPoint, String[]::new));
            all.add(facts(f -> text(f.address()), String[]::new));
            all.add(facts(SessionFacts::msisdn, String[]::new));
            all.add(facts(SessionFacts::imsi, String[]::new));
            all.add(facts(SessionFacts::imeisv, String[]::new));
            all.add(facts(SessionFacts::radio, String[]::new));
            all.add(facts(SessionFacts::visitedNetwork, String[]::new));
            all.add(facts(f -> text(f.startedAt()), String[]::new));
            all.add(facts(SessionFacts::interimSeconds, Integer[]::new));
            all.add(column(r -> text(r.lastAt()), String[]::new));
            all.add(column(r -> text(r.endedAt()), String[]::new));
            all.add(column(r -> r.reason() == null ? null : r.reason().name(), String[]::new));
            all.add(column(SessionRecord::terminateCause, String[]::new));
            all.add(column(r -> r.usage().octetsIn(), Long[]::new));
            all.add(column(r -> r.usage().octetsOut(), Long[]::new));
            all.add(column(r -> r.usage().packetsIn(), Long[]::new));
            all.add(column(r -> r.usage().packetsOut(), Long[]::new));
            all.add(ids);
            return all.toArray();
        }

        UUID[] simIds() {
            return records.stream()
                    .map(r -> r.facts().simId())
                    .distinct()
                    .sorted()
                    .toArray(UUID[]::new);
        }

        private <T> @Nullable T[] facts(
                Function<SessionFacts, @Nullable T> read, IntFunction<@Nullable T[]> array) {
            return column(r -> read.apply(r.facts()), array);
        }

        private <T> @Nullable T[] column(
                Function<SessionRecord, @Nullable T> read, IntFunction<@Nullable T[]> array) {
            @Nullable T[] column = array.apply(records.size());
            for (int i = 0; i < column.length; i++) {
                column[i] = read.apply(records.get(i));
            }
            return column;
        }

        private static @Nullable String text(@Nullable InetAddress address) {
            return address == null ? null : address.getHostAddress();
        }

        private static @Nullable String text(@Nullable Instant instant) {
            return instant == null ? null : instant.toString();
        }
    }
}
