-- Twelve months of invoice records, one a month of every card. Statements end with a line of two semicolons.
create temporary table index_of as
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relname = 'invoice_record' and not i.indisprimary;;
do $$ declare i record; begin for i in select * from index_of loop execute 'drop index ' || i.name; end loop; end $$;;
insert into invoice_record (id, sim_id, organisation_id, group_id, period_from, period_to, octets_up, octets_down, file_name, loaded_by)
select uuidv7(), s.id, s.organisation_id, s.group_id, d::date, (d + interval '1 month' - interval '1 day')::date, v, 5 * v,
    'benchmark.csv', 'benchmark'
from generate_series(date_trunc('month', now()) - interval '12 months', date_trunc('month', now()) - interval '1 month',
        interval '1 month') d, sim s,
    lateral (select 1000 + abs(hashtextextended(s.id::text || d::date, 7)) % 1000000 as v) value
order by d, s.iccid;;
do $$ declare i record; begin for i in select * from index_of loop execute i.definition; end loop; end $$;;
