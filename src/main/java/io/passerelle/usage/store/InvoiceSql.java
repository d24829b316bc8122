package io.passerelle.usage.store;

import java.util.List;

/** The statements of an import of invoice records. */
final class InvoiceSql {

    static final List<String> TABLES =
            List.of(
                    "set local work_mem = '64MB'",
                    """
                    create temporary table invoice_line (
                        line integer not null, id uuid not null, iccid text, msisdn text, period_from date not null,
                        period_to date not null, octets_up bigint not null, octets_down bigint not null,
                        label text not null
                    ) on commit drop
                    """,
                    """
                    create temporary table invoice_found (
                        like invoice_line, sim_id uuid, kind text, organisation_id uuid, group_id uuid
                    ) on commit drop
                    """,
                    """
                    create temporary table invoice_fault (
                        line integer not null, field text not null, code text not null, arguments text[] not null
                    ) on commit drop
                    """);

    static final String LINES =
            """
            insert into invoice_line
            select line, id, iccid, msisdn, since::date, until::date, up, down, label
            from unnest(?::integer[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                ?::text[]) as x (line, id, iccid, msisdn, since, until, up, down, label)
            """;

    /** The number names the card only where the line has no ICCID. */
    private static final String FIND =
            """
            insert into invoice_found
            select l.*, coalesce(a.id, b.id), coalesce(a.kind, b.kind),
                coalesce(a.organisation_id, b.organisation_id), coalesce(a.group_id, b.group_id)
            from invoice_line l
            left join sim a on a.iccid = l.iccid
            left join sim b on l.iccid is null and b.msisdn = l.msisdn
            """;

    private static final String UNKNOWN =
            """
            insert into invoice_fault
            select line, case when iccid is null then 'msisdn' else 'iccid' end, 'invoice.unknown',
                array[coalesce(iccid, msisdn)]
            from invoice_found where sim_id is null
            """;

    private static final String TWICE =
            """
            insert into invoice_fault
            select line, 'period_from', 'invoice.twice', array[first::text]
            from (select line, min(line) over (partition by sim_id, period_from, period_to) as first
                from invoice_found where kind = 'PUBLIC') each
            where line <> first
            """;

    /**
     * Of the periods that begin before a card's next one, the one that ends last says whether they
     * overlap.
     */
    private static final String OVERLAP_IN_FILE =
            """
            insert into invoice_fault
            select line, 'period_from', 'invoice.overlap.line', array[substr(before, 9)::integer::text]
            from (select line, period_from,
                    max(to_char(period_to, 'YYYYMMDD') || lpad(line::text, 10, '0')) over (
                        partition by sim_id order by period_from, period_to
                        rows between unbounded preceding and 1 preceding) as before
                from (select distinct on (sim_id, period_from, period_to) *
                    from invoice_found where kind = 'PUBLIC'
                    order by sim_id, period_from, period_to, line) once) each
            where left(before, 8) >= to_char(period_from, 'YYYYMMDD')
            """;

    private static final String OVERLAP =
            """
            insert into invoice_fault
            select distinct on (f.line) f.line, 'period_from', 'invoice.overlap',
                array[to_char(r.period_from, 'YYYY-MM-DD'), to_char(r.period_to, 'YYYY-MM-DD')]
            from invoice_found f
            join invoice_record r on r.sim_id = f.sim_id and r.period_from <= f.period_to
                and r.period_to >= f.period_from
                and (r.period_from <> f.period_from or r.period_to <> f.period_to)
            where f.kind = 'PUBLIC'
            order by f.line, r.period_from
            """;

    static final List<String> COMPARISONS =
            List.of(
                    "analyze invoice_line",
                    FIND,
                    "analyze invoice_found",
                    UNKNOWN,
                    TWICE,
                    OVERLAP_IN_FILE,
                    OVERLAP);

    static final String FAULTS =
            "select line::bigint, field, code, arguments from invoice_fault order by line limit ?";

    static final String LEFT_OUT =
            """
            select line::bigint, case when iccid is null then 'msisdn' else 'iccid' end, coalesce(iccid, msisdn)
            from invoice_found where kind = 'PRIVATE' order by line limit ?
            """;

    static final String COUNTS =
            """
            select count(*) filter (where f.kind = 'PUBLIC' and r.id is null),
                count(*) filter (where r.id is not null and (r.octets_up <> f.octets_up
                    or r.octets_down <> f.octets_down or r.label <> f.label)),
                count(*) filter (where r.octets_up = f.octets_up and r.octets_down = f.octets_down
                    and r.label = f.label),
                count(*) filter (where f.kind = 'PRIVATE')
            from invoice_found f
            left join invoice_record r on f.kind = 'PUBLIC' and r.sim_id = f.sim_id
                and r.period_from = f.period_from and r.period_to = f.period_to
            """;

    static final String WRITE =
            """
            insert into invoice_record as r (id, sim_id, organisation_id, group_id, period_from, period_to, octets_up,
                octets_down, label, file_name, loaded_by)
            select id, sim_id, organisation_id, group_id, period_from, period_to, octets_up, octets_down, label,
                ?::text, ?::text
            from invoice_found where kind = 'PUBLIC' order by line
            on conflict (sim_id, period_from) do update set octets_up = excluded.octets_up,
                octets_down = excluded.octets_down, label = excluded.label, file_name = excluded.file_name,
                loaded_by = excluded.loaded_by, loaded_at = now()
            where r.octets_up <> excluded.octets_up or r.octets_down <> excluded.octets_down
                or r.label <> excluded.label
            """;

    private InvoiceSql() {}
}
